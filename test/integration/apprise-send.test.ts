import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppriseEngine } from '../../src-main/engine/notifications/apprise/engine.ts';
import type { OutgoingMessage } from '../../src-main/engine/notifications/channel.ts';
import type { FieldValues } from '../../src-shared/notification-services.ts';
import { findService } from '../../src-shared/notification-url/registry.ts';
import { apprisePythons } from '../support/apprise-pythons.ts';
import {
  deadPort,
  type Receiver,
  realClock,
  selfSigned,
  startMailServer,
  startReceiver,
  WORKER_SCRIPT,
} from '../support/delivery.ts';

const SECRET = 'PLANTED-S3CRET';
const message: OutgoingMessage = { title: 'Title “ü”', body: 'Body\nline 2 – ü 🚨', type: 'failure' };
const logged: string[] = [];

describe.each(await apprisePythons())('Apprise $version', ({ path }) => {
  let receiver: Receiver;
  let engine: AppriseEngine;

  beforeAll(async () => {
    receiver = await startReceiver();
    engine = new AppriseEngine({
      clock: realClock,
      log: { log: (...line) => void logged.push(JSON.stringify(line)) },
      workerScript: WORKER_SCRIPT,
      places: () => ({ settingsPath: path, privateEnvDir: '/nonexistent' }),
      changed: () => {},
    });
    await engine.ensure();
  });
  afterAll(async () => {
    await engine.stop();
    await receiver.close();
    expect(logged.join('\n')).not.toContain(SECRET);
  });

  const url = (id: string, fields: FieldValues): string => {
    const built = findService(id)?.build(fields);
    if (!built?.ok) throw new Error(built?.message);
    return built.value;
  };
  const send = (address: string, lane = 'lane', text = message) => engine.send(address, text, lane);
  const last = () => {
    const request = receiver.received.at(-1);
    if (!request) throw new Error('nothing arrived');
    return request;
  };

  describe('a JSON webhook through the real worker', () => {
    it('arrives, title, text and type as they were', async () => {
      const outcome = await send(receiver.url('/ok'));
      expect(outcome).toEqual({ ok: true, ms: expect.any(Number) });
      expect(JSON.parse(last().body)).toMatchObject({
        title: 'Title “ü”',
        message: 'Body\nline 2 – ü 🚨',
        type: 'failure',
      });
      expect(last().headers['user-agent']).toBe('MXroute Manager');
    });

    const outcomes: [string, string, object][] = [
      [
        '401: permanent',
        '/401',
        { permanent: true, reason: 'The server answered 401: the token or password was refused.' },
      ],
      [
        '404: permanent',
        '/404',
        { permanent: true, reason: 'The server answered 404: the address does not exist there.' },
      ],
      ['408: goes again', '/408', { permanent: false }],
      ['429: goes again when the server says', '/429', { permanent: false, retryAfterMs: 7_000 }],
      [
        '500: goes again',
        '/500',
        { permanent: false, reason: 'The server answered 500: it has a problem of its own.' },
      ],
      [
        'a closed connection: goes again',
        '/close',
        { permanent: false, reason: 'The connection to the server broke.' },
      ],
      ['a redirect is not a delivery: for good', '/301', { permanent: true }],
      [
        'a redirect is not a delivery: for now',
        '/302',
        { permanent: false, reason: expect.stringMatching(/not delivered/) },
      ],
      ['a redirect is not a delivery: 308', '/308', { permanent: true }],
    ];
    for (const [name, path, expected] of outcomes) {
      it(name, async () => {
        const before = receiver.received.length;
        expect(await send(receiver.url(path))).toMatchObject({ ok: false, ...expected });
        expect(receiver.received.length - before).toBe(1);
      });
    }

    it('Retry-After as a date', async () => {
      const outcome = await send(receiver.url('/429-date'));
      expect(outcome).toMatchObject({ ok: false, permanent: false });
      if (!outcome.ok) expect(Math.abs((outcome.retryAfterMs ?? 0) - 60_000)).toBeLessThan(3_000);
    });

    it('500, then 200', async () => {
      expect(await send(receiver.url('/500-once'))).toMatchObject({ ok: false, permanent: false });
      expect(await send(receiver.url('/500-once'))).toMatchObject({ ok: true });
    });

    it('nobody listens, no such name, a certificate that nobody vouches for', async () => {
      const refused = await send(`json://127.0.0.1:${await deadPort()}/x`);
      expect(refused).toMatchObject({
        ok: false,
        permanent: false,
        reason: 'The server refused the connection.',
      });
      const unnamed = await send('json://does-not-exist.invalid/x');
      expect(unnamed).toMatchObject({
        ok: false,
        permanent: false,
        reason: 'The server’s name could not be found.',
      });
    });

    it('an address that Apprise does not know is refused', async () => {
      expect(await send(`nonsense://${SECRET}`)).toMatchObject({
        ok: false,
        permanent: true,
        reason: 'Apprise does not accept the target’s address.',
      });
      expect(await engine.accepts('nonsense://x')).toBe(false);
      expect(await engine.accepts(receiver.url('/ok'))).toBe(true);
    });

    it('a hanging and a dripping server end within 20 s, and delay no other lane', async () => {
      const started = Date.now();
      const slow = Promise.all([send(receiver.url('/hang'), 'hang'), send(receiver.url('/drip'), 'drip')]);
      await new Promise((resolve) => setTimeout(resolve, 300));
      const quick = Date.now();
      for (let index = 0; index < 20; index++)
        expect(await send(receiver.url('/ok'), 'quick')).toMatchObject({ ok: true });
      expect(Date.now() - quick).toBeLessThan(2_000);
      expect(await slow).toEqual([
        { ok: false, permanent: false, reason: 'No answer in time.' },
        { ok: false, permanent: false, reason: 'No answer in time.' },
      ]);
      expect(Date.now() - started).toBeLessThanOrEqual(20_500);
      expect(await send(receiver.url('/ok'), 'drip')).toMatchObject({ ok: true });
    }, 40_000);

    it('every character of a token arrives as it was typed', async () => {
      const token = fc
        .string({ unit: 'binary-ascii', minLength: 1, maxLength: 30 })
        .filter((text) => /^[\x20-\x7e]+$/.test(text) && text.trim() === text);
      await fc.assert(
        fc.asyncProperty(token, async (bearerToken) => {
          const address = url('json', { webhookUrl: `http://127.0.0.1:${receiver.port}/ok`, bearerToken });
          expect(await send(address)).toMatchObject({ ok: true });
          expect(last().headers.authorization).toBe(`Bearer ${bearerToken}`);
        }),
        { numRuns: 60 },
      );
    });

    it.each(['/a/b/', '/a//b', '/a%20b;c', '/hook/?x=1&y=%2B%25%26', '/last/?token=a+b', '/'])(
      'the path and parameters of %s arrive',
      async (path) => {
        const address = url('json', {
          webhookUrl: `http://127.0.0.1:${receiver.port}${path}`,
          authHeader: 'X-Auth: a',
        });
        expect(await send(address)).toMatchObject({ ok: true });
        const [sent, expected] = [new URL(last().path, 'http://x'), new URL(path, 'http://x')];
        expect(decodeURIComponent(sent.pathname)).toBe(decodeURIComponent(expected.pathname));
        expect([...sent.searchParams]).toEqual([...expected.searchParams]);
        expect(last().headers['x-auth']).toBe('a');
      },
    );
  });

  describe('ntfy', () => {
    it('topic, priority, tags and token arrive', async () => {
      const fields = {
        server: `127.0.0.1:${receiver.port}`,
        topic: 'mail_1',
        priority: 'high',
        tags: 'warning,mailbox',
        https: 'false',
      };
      for (const token of ['tk_abc', 'other-token+%/ü'.replace('ü', '')]) {
        expect(await send(url('ntfy', { ...fields, token }))).toMatchObject({ ok: true });
        expect(last().headers).toMatchObject({ 'x-priority': 'high', authorization: `Bearer ${token}` });
        expect(String(last().headers['x-tags']).split(',').sort()).toEqual(['mailbox', 'warning']);
        expect(JSON.parse(last().body)).toMatchObject({
          topic: 'mail_1',
          title: message.title,
          message: message.body,
        });
        expect(last().headers['x-icon']).toBeUndefined();
      }
    });
  });

  describe('e-mail', () => {
    const fields = (port: number, more: FieldValues = {}) => ({
      host: '127.0.0.1',
      port: String(port),
      user: 'me+x@example.com',
      password: `p@ss:/%20 ${SECRET}`,
      from: 'Alerts <alerts@example.com>',
      to: 'you@example.com',
      encryption: 'off',
      ...more,
    });

    it('arrives with login, sender and all recipients', async () => {
      const server = await startMailServer({ user: 'me+x@example.com', password: `p@ss:/%20 ${SECRET}` });
      expect(
        await send(url('email', fields(server.port, { to: 'you@example.com, a+b@example.org' }))),
      ).toMatchObject({ ok: true });
      expect(server.mails.map(({ to }) => to)).toEqual([['you@example.com'], ['a+b@example.org']]);
      expect(server.mails[0]).toMatchObject({ from: 'alerts@example.com', user: 'me+x@example.com' });
      await server.close();
    });

    it('a wrong password and a refused recipient are final, a server that is away is not', async () => {
      const server = await startMailServer({
        user: 'me+x@example.com',
        password: 'other',
        refused: '@nowhere.example',
      });
      expect(await send(url('email', fields(server.port)))).toMatchObject({
        ok: false,
        permanent: true,
        reason: 'The mail server refused user or password (535).',
      });
      const recipient = fields(server.port, { password: 'other', to: 'x@nowhere.example' });
      expect(await send(url('email', recipient))).toMatchObject({
        ok: false,
        permanent: true,
        reason: 'The mail server refused a recipient (550).',
      });
      await server.close();
      expect(await send(url('email', fields(await deadPort())))).toMatchObject({
        ok: false,
        permanent: false,
        reason: 'The server refused the connection.',
      });
    });

    it('STARTTLS that is not offered, or a certificate that nobody vouches for, sends nothing', async () => {
      const plain = await startMailServer();
      const open = fields(plain.port, {
        user: '',
        password: '',
        from: 'a@example.com',
        encryption: 'starttls',
      });
      expect(await send(url('email', open))).toMatchObject({ ok: false, permanent: true });
      expect(plain.mails).toEqual([]);
      await plain.close();
      const certificate = selfSigned();
      const server = await startMailServer({ tls: certificate });
      const untrusted = fields(server.port, {
        user: '',
        password: '',
        from: 'a@example.com',
        encryption: 'starttls',
      });
      expect(await send(url('email', untrusted))).toMatchObject({
        ok: false,
        permanent: false,
        reason: expect.stringMatching(/certificate/),
      });
      expect(server.mails).toEqual([]);
      expect(await send(`${url('email', untrusted)}&verify=no`)).toMatchObject({ ok: true });
      expect(server.mails[0]?.secure).toBe(true);
      await server.close();
      certificate.remove();
    });
  });

  describe('reasons', () => {
    it('never hold anything of the address', async () => {
      const addresses = [
        `json://user:${SECRET}@127.0.0.1:${receiver.port}/401/?+Authorization=${SECRET}`,
        `json://127.0.0.1:${await deadPort()}/${SECRET}?+X=${SECRET}`,
        `json://${SECRET}.invalid/${SECRET}`,
        `tgram://${SECRET}/@${SECRET}`,
        `discord://${SECRET}`,
        `mailto://${SECRET}:${SECRET}@127.0.0.1:${await deadPort()}/?from=a@example.com&to=b@example.com`,
      ];
      for (const address of addresses) expect(JSON.stringify(await send(address))).not.toContain(SECRET);
    });
  });
});
