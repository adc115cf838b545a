import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { AppriseEngine } from '../../src-main/engine/notifications/apprise/engine.ts';
import type { Channel } from '../../src-main/engine/notifications/channel.ts';
import type { Delivery } from '../../src-shared/audit-event.ts';
import { findService } from '../../src-shared/notification-url/registry.ts';
import { apprisePythons } from '../support/apprise-pythons.ts';
import { deadPort, realClock, selfSigned, until, WORKER_SCRIPT } from '../support/delivery.ts';
import { createHarness, type Harness } from '../unit/engine/notifications/harness.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Instead of the 20 seconds: enough for everything but a server that hangs. */
const PATIENCE_MS = 9_000;

/** What a server does with its first request, its second, …; the last goes on for ever. */
type Answer = number | 'hang' | 'close' | '429 in 7 s';

/** What the window shows after an attempt, and how long the message waits for the next. */
type Story = { state: 'delivered' | 'failed' | 'queued'; waits?: number; reason?: string }[];

const retry = (reason: string, waits = 30 * SECOND) => ({ state: 'queued', waits, reason }) as const;
const failed = (reason: string) => ({ state: 'failed', reason }) as const;
const delivered = { state: 'delivered' } as const;
const BUSY = 'The server answered 429: too many messages.';
const BROKEN = 'The server answered 500: it has a problem of its own.';
const moved = (status: number) =>
  `The server answered ${status}: it sends to another address, so the message was not delivered.`;

const FAULTS: [what: string, answers: Answer[], story: Story][] = [
  ['200', [200], [delivered]],
  ['401', [401], [failed('The server answered 401: the token or password was refused.')]],
  ['403', [403], [failed('The server answered 403: access was denied.')]],
  ['404', [404], [failed('The server answered 404: the address does not exist there.')]],
  [
    '429 with Retry-After, twice',
    ['429 in 7 s', '429 in 7 s', 200],
    [retry(BUSY, 7_000), retry(BUSY, 7_000), delivered],
  ],
  ['500, then 200', [500, 200], [retry(BROKEN), delivered]],
  [
    '500 three times',
    [500, 500, 500, 200],
    [retry(BROKEN), retry(BROKEN, 2 * MINUTE), retry(BROKEN, 10 * MINUTE), delivered],
  ],
  [
    '500, then 401',
    [500, 401],
    [retry(BROKEN), failed('The server answered 401: the token or password was refused.')],
  ],
  ['closes, then 200', ['close', 200], [retry('The connection to the server broke.'), delivered]],
  ['301', [301], [failed(moved(301))]],
  ['302, then 200', [302, 200], [retry(moved(302)), delivered]],
];
const SLOW: typeof FAULTS = [['hangs, then 200', ['hang', 200], [retry('No answer in time.'), delivered]]];

const SERVICES: [string, (host: string, secure: boolean) => string][] = [
  ['JSON Webhook', (host, secure) => `json${secure ? 's' : ''}://${host}/hook`],
  ['ntfy', (host, secure) => `ntfy${secure ? 's' : ''}://${host}/topic`],
  ['Gotify', (host, secure) => `gotify${secure ? 's' : ''}://${host}/AbCdEf123456`],
];

async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    if ('closeAllConnections' in server) (server.closeAllConnections as () => void)();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function scripted(answers: Answer[]): RequestListener {
  let asked = 0;
  return (request, response) => {
    const answer = answers[Math.min(asked++, answers.length - 1)];
    request.resume();
    request.on('end', () => {
      if (answer === 'hang') return;
      if (answer === 'close') return void response.destroy();
      if (answer === '429 in 7 s') return void response.writeHead(429, { 'Retry-After': '7' }).end('{}');
      response
        .writeHead(answer ?? 200, { Location: '/elsewhere', 'Content-Type': 'application/json' })
        .end('{}');
    });
  };
}

describe.each(await apprisePythons())('outbox, lane and Apprise $version', ({ path }) => {
  let engine: AppriseEngine;

  beforeAll(async () => {
    engine = new AppriseEngine({
      clock: realClock,
      log: { log: () => {} },
      workerScript: WORKER_SCRIPT,
      places: () => ({ settingsPath: path, privateEnvDir: '/nonexistent' }),
      changed: () => {},
    });
    await engine.ensure();
  });
  afterAll(() => engine.stop());

  /** Everything but the clock of the outbox is real. */
  function world(url: string): Harness {
    const channel: Channel = {
      id: 'apprise',
      send: (message, lane) => engine.send(url, message, lane, realClock.now() + PATIENCE_MS),
    };
    const harness = createHarness(':memory:', undefined, { channel, random: () => 0.5 });
    harness.notifications.subscriptions.set(['dns.health_alert']);
    harness.addTarget('hook');
    harness.notifications.start();
    onTestFinished(() => harness.notifications.stop());
    return harness;
  }
  const row = ({ notifications }: Harness) => notifications.deliveries.list()[0] as Delivery;
  const afterAttempt = async (harness: Harness, attempt: number): Promise<Delivery> => {
    await until(() => row(harness).attempts === attempt && row(harness).status !== 'sending');
    return row(harness);
  };

  async function expectStory(url: string, story: Story): Promise<Harness> {
    const harness = world(url);
    harness.record('dns.health_alert', 'example.com');
    for (const [index, { state, waits, reason = null }] of story.entries()) {
      const { status, lastError, nextAttemptAt } = await afterAttempt(harness, index + 1);
      const wait = nextAttemptAt === null ? undefined : Date.parse(nextAttemptAt) - harness.clock.now();
      expect({ state: status, waits: wait, reason: lastError }).toEqual({ state, waits, reason });
      // Not a moment sooner.
      if (wait !== undefined) {
        await harness.clock.advance(wait - 1);
        expect(row(harness).attempts).toBe(index + 1);
        await harness.clock.advance(1);
      }
    }
    const recorded = harness.db
      .prepare("SELECT details FROM events WHERE action = 'notification.send_failed'")
      .pluck()
      .all() as string[];
    const end = story.at(-1);
    expect(recorded.map((details) => JSON.parse(details) as unknown)).toEqual(
      end?.state === 'failed'
        ? [
            expect.objectContaining({
              reason: end.reason,
              attempts: story.length,
              alert: 'DNS problem: example.com',
            }),
          ]
        : [],
    );
    return harness;
  }

  describe.each(SERVICES)('%s', (service, url) => {
    it.each([...FAULTS, ...(service === 'JSON Webhook' ? SLOW : [])])('%s', async (_what, answers, story) => {
      await expectStory(url(await listen(createHttpServer(scripted(answers))), false), story);
    });

    it('a certificate that nobody vouches for: nothing is sent, and it goes again', async () => {
      const certificate = selfSigned();
      onTestFinished(() => certificate.remove());
      let asked = 0;
      const server = createHttpsServer(certificate, (_request, response) => {
        asked++;
        response.end('{}');
      });
      await expectStory(url(await listen(server), true), [
        retry('The server’s certificate or encryption could not be verified.'),
      ]);
      expect(asked).toBe(0);
    });

    it('nobody listens', async () => {
      await expectStory(url(`127.0.0.1:${await deadPort()}`, false), [
        retry('The server refused the connection.'),
        retry('The server refused the connection.', 2 * MINUTE),
      ]);
    });
  });

  it('500 for a day: 13 attempts over 24 hours, then failed', async () => {
    const waits = [30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR, ...Array<number>(7).fill(3 * HOUR)];
    const last = 24 * HOUR - waits.reduce((sum, wait) => sum + wait, 0);
    const url = `json://${await listen(createHttpServer(scripted([500])))}/hook`;
    await expectStory(url, [...[...waits, last].map((wait) => retry(BROKEN, wait)), failed(BROKEN)]);
  });

  it('a digest of 14 fares as one message: 500, then 200', async () => {
    let asked = 0;
    const answer = scripted([500, 200]);
    const host = await listen(
      createHttpServer((request, response) => {
        asked++;
        answer(request, response);
      }),
    );
    const harness = world(`json://${host}/hook`);
    harness.db.transaction(() => {
      for (let index = 0; index < 14; index++) harness.record('dns.health_alert', `d${index}`);
    })();
    await afterAttempt(harness, 1);
    const states = () =>
      harness.notifications.deliveries.list().map(({ status, attempts }) => `${status} ${attempts}`);
    expect(new Set(states())).toEqual(new Set(['queued 1']));
    await harness.clock.advance(30 * SECOND);
    await afterAttempt(harness, 2);
    expect(states()).toEqual(Array(14).fill('delivered 2'));
    expect(asked).toBe(2);
  });

  describe('Email (SMTP)', () => {
    const refuse = (code: number) => Object.assign(new Error('no'), { responseCode: code });
    const mail = (host: string): string => {
      const [name = '', port = ''] = host.split(':');
      const fields = {
        host: name,
        port,
        user: 'me',
        password: 'secret',
        from: 'me@example.com',
        to: 'you@example.com',
      };
      const built = findService('email')?.build({ ...fields, encryption: 'off' });
      if (!built?.ok) throw new Error(built?.message);
      return built.value;
    };
    const FAULTY: [string, SMTPServerOptions, Story][] = [
      ['takes it', {}, [delivered]],
      [
        'greylists the recipient (451)',
        { onRcptTo: (_address, _session, done) => done(refuse(451)) },
        [
          retry('The mail server refused a recipient (451).'),
          retry('The mail server refused a recipient (451).', 2 * MINUTE),
        ],
      ],
      [
        'knows no such recipient (550)',
        { onRcptTo: (_address, _session, done) => done(refuse(550)) },
        [failed('The mail server refused a recipient (550).')],
      ],
      [
        'refuses the login (535)',
        { onAuth: (_auth, _session, done) => done(refuse(535)) },
        [failed('The mail server refused user or password (535).')],
      ],
      [
        'cannot check the login now (454)',
        { onAuth: (_auth, _session, done) => done(refuse(454)) },
        [retry('The mail server refused user or password (454).')],
      ],
      [
        'refuses the sender (553)',
        { onMailFrom: (_address, _session, done) => done(refuse(553)) },
        [failed('The mail server refused the sender (553).')],
      ],
    ];
    it.each(FAULTY)('a server that %s', async (_what, options, story) => {
      const server = new SMTPServer({
        allowInsecureAuth: true,
        hideSTARTTLS: true,
        onAuth: (auth, _session, done) => done(null, { user: auth.username }),
        onData: (stream, _session, done) => {
          stream.resume();
          stream.on('end', () => done());
        },
        ...options,
      });
      server.on('error', () => {});
      onTestFinished(() => new Promise<void>((done) => server.close(() => done())));
      const port = await new Promise<number>((done) => {
        const listening = server.listen(0, '127.0.0.1', () =>
          done((listening.address() as AddressInfo).port),
        );
      });
      await expectStory(mail(`127.0.0.1:${port}`), story);
    });

    it('a server that closes the connection', async () => {
      const host = await listen(createTcpServer((socket) => socket.destroy()));
      await expectStory(mail(host), [retry(expect.stringMatching(/closed|broke/) as unknown as string)]);
    });

    it('nobody listens', async () => {
      await expectStory(mail(`127.0.0.1:${await deadPort()}`), [retry('The server refused the connection.')]);
    });
  });
});
