import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountApi, MxrouteErrorCode } from '../../src-main/engine/mxroute/api.ts';
import { type AccountApiOptions, createAccountApi } from '../../src-main/engine/mxroute/client.ts';
import type { Fault } from '../simulator/account-faults.ts';
import { type AccountServer, startAccountServer } from '../simulator/account-server.ts';
import { createFastClock } from '../simulator/fast-clock.ts';
import { createFleet } from '../simulator/fleet.ts';
import { listen } from '../simulator/http.ts';

const BAKERY = 'northwind-bakery.example';
const request = { priority: 'usage', consumer: 'test' } as const;
let server: AccountServer;
let lines: string[];

beforeEach(async () => {
  server = await startAccountServer({ account: createFleet().account });
  lines = [];
});
afterEach(() => server.close());

function createApi(change: Partial<AccountApiOptions> = {}): AccountApi {
  const { server: host, username, apiKey } = server.account;
  return createAccountApi({
    apiUrl: server.url,
    server: host,
    username,
    apiKey: () => apiKey,
    clock: createFastClock(5),
    random: { next: () => 0.5 },
    log: { log: (...line) => lines.push(JSON.stringify(line)) },
    ...change,
  });
}

const failure = (answer: Promise<unknown>) =>
  answer.then(
    () => expect.unreachable('should have failed'),
    (error: unknown) => error,
  );

describe('against the simulated account', () => {
  it('reads everything that the monitors need', async () => {
    const api = createApi();
    expect(await api.listDomains(request)).toHaveLength(12);
    expect(await api.getDomain(BAKERY, request)).toEqual({ domain: BAKERY, mailHosting: true, pointers: [] });
    const dns = await api.getDns(BAKERY, request);
    expect(dns.mx[0]).toEqual({ priority: 10, host: 'eagle.mxrouting.net' });
    expect(dns.dkim?.name).toBe('x._domainkey');
    expect(await api.getVerificationKey(request)).toMatchObject({ value: 'domain-verified' });
    const { mailboxes, problems, complete } = await api.listMailboxes(BAKERY, request);
    expect(mailboxes.map(({ mailbox }) => mailbox)).toContain(`orders@${BAKERY}`);
    expect({ problems, complete }).toEqual({ problems: [], complete: true });
    expect(api.requests).toBe(5);
  });

  it.each([
    ['a night', 10 * 3_600_000, 2, 900],
    ['a moment', 60_000, 1, 400],
  ])(
    'asks again where the computer slept for %s before the answer was read',
    async (_how, ms, requests, usage) => {
      const real = createFastClock(5);
      let slept = 0;
      const clock = { ...real, now: () => real.now() + slept };
      const mailbox = `orders@${BAKERY}`;
      server.setUsage(mailbox, { usage: 400 });
      const api = createApi({
        clock,
        fetch: async (...args) => {
          const response = await fetch(...args);
          if (slept === 0) {
            slept = ms;
            server.setUsage(mailbox, { usage: 900 });
          }
          return response;
        },
      });
      const { mailboxes, readAt } = await api.listMailboxes(BAKERY, request);
      expect(mailboxes.find((one) => one.mailbox === mailbox)?.usageMb).toBe(usage);
      expect(readAt).toBeGreaterThan(clock.now() - 60_000);
      expect(api.requests).toBe(requests);
    },
  );

  it('reads everything that the watch needs, and the account’s storage', async () => {
    const api = createApi();
    const lists = { problems: [], complete: true };
    expect(await api.getPointers('atlas-legal.example', request)).toEqual({
      pointers: [{ pointer: 'atlas-law.example', type: 'alias' }],
      ...lists,
    });
    expect(await api.listForwarders('harbor-books.example', request)).toEqual({
      forwarders: [
        { forwarder: 'sales@harbor-books.example', destinations: ['orders@harbor-books.example'] },
      ],
      ...lists,
    });
    expect(await api.getCatchAll(BAKERY, request)).toEqual({ type: 'fail' });
    expect(await api.getSpamSettings(BAKERY, request)).toEqual({ highScore: 5 });
    expect(await api.listWhitelist(BAKERY, request)).toEqual({ entries: ['*@newsletter.example'], ...lists });
    expect(await api.listBlacklist(BAKERY, request)).toEqual({ entries: ['*@spam.example'], ...lists });
    const quota = await api.getQuota(request);
    expect(quota).toMatchObject({ limitBytes: 100 * 1024 ** 3, grace: null });
    expect(quota.usedBytes).toBeGreaterThan(0);
    expect(api.requests).toBe(7);
    expect(server.count(undefined, 200)).toBe(7);
  });

  it('takes "no verification key" (500) as an answer, not as an error', async () => {
    server.account.verificationKey = null;
    const api = createApi();
    expect(await api.getVerificationKey(request)).toBeUndefined();
    expect(api.requests).toBe(1);
  });

  it('does not take any other 500 there for "none"', async () => {
    server.fault({ path: '/verification-key', fault: { kind: 'status', status: 500 } });
    expect(await failure(createApi().getVerificationKey(request))).toMatchObject({ code: 'server_error' });
  });

  it('knows no domain that is not ours', async () => {
    const error = await failure(createApi().getDomain('foreign.example', request));
    expect(error).toMatchObject({ code: 'not_found', status: 404 });
  });

  it.each(['..', 'a.example/../..', 'a b', 'x?y.example', ''])(
    'never lets “%s” become another path',
    async (name) => {
      expect(await failure(createApi().getDns(name, request))).toMatchObject({ code: 'rejected' });
      expect(server.count()).toBe(0);
    },
  );
});

describe('faults', () => {
  it.each([
    [{ kind: 'status', status: 401 }, 'unauthorized', 'did not accept the credentials (401)'],
    [{ kind: 'status', status: 403 }, 'forbidden', 'does not allow this request'],
    [
      { kind: 'status', status: 400, message: 'Bad <b>thing</b>.\n' },
      'rejected',
      'refused GET /domains (400): Bad <b>thing</b>.',
    ],
    [{ kind: 'status', status: 500 }, 'server_error', 'an error of its own (500)'],
    [{ kind: 'html', status: 502 }, 'server_error', 'an error of its own (502)'],
    [{ kind: 'html' }, 'malformed', 'is a web page instead of data'],
    // Not MXroute's own word, which is JSON with a code: an outage, no refusal of the credentials.
    [{ kind: 'html', status: 403 }, 'server_error', 'perhaps a firewall, refused the request (403)'],
    [{ kind: 'html', status: 401 }, 'server_error', 'perhaps a firewall, refused the request (401)'],
    [{ kind: 'text', status: 403, text: 'error code: 1020' }, 'server_error', 'perhaps a firewall'],
    [{ kind: 'text', status: 403, text: 'Forbidden' }, 'server_error', 'perhaps a firewall'],
    [{ kind: 'text', status: 403, text: '{"message":"Forbidden"}' }, 'server_error', 'perhaps a firewall'],
    [{ kind: 'empty', status: 403 }, 'server_error', 'perhaps a firewall'],
    [{ kind: 'text', status: 401, text: 'Unauthorized' }, 'unauthorized', 'did not accept the credentials'],
    [{ kind: 'empty', status: 401 }, 'unauthorized', 'did not accept the credentials (401)'],
    [{ kind: 'empty' }, 'malformed', 'is empty'],
    [{ kind: 'text', text: '{"success":tru' }, 'malformed', 'is not JSON'],
    [{ kind: 'text', text: '"ok"' }, 'malformed', 'has no `data`'],
    [{ kind: 'text', text: '{"success":true}' }, 'malformed', 'has no `data`'],
    [{ kind: 'text', text: '{"success":"yes","data":[]}' }, 'malformed', 'has an odd `success`'],
    [{ kind: 'data', data: { a: 1 } }, 'malformed', 'unexpected in `data`'],
    [{ kind: 'data', data: ['a.example', 7] }, 'malformed', '`data[1]`'],
    [{ kind: 'refuse', message: 'Account on hold' }, 'rejected', 'refused GET /domains: Account on hold.'],
    [{ kind: 'refuse', code: 'UNAUTHORIZED' }, 'unauthorized', 'did not accept the credentials'],
    [{ kind: 'redirect', location: 'http://127.0.0.1:1/' }, 'rejected', 'redirect (302)'],
    [{ kind: 'close' }, 'network', 'Could not reach MXroute (the connection was cut).'],
    [{ kind: 'hang' }, 'timeout', 'Could not reach MXroute (timed out after 15 s).'],
    [{ kind: 'drip', everyMs: 20 }, 'timeout', 'Could not reach MXroute (timed out after 15 s).'],
  ] as [Fault, MxrouteErrorCode, string][])('%j → %s', async (fault, code, sentence) => {
    server.fault({ path: '/domains', fault });
    const error = await failure(createApi({ clock: createFastClock(30) }).listDomains(request));
    expect(error).toMatchObject({ name: 'MxrouteError', code });
    expect((error as Error).message).toContain(sentence);
  });

  it.each([
    [{ kind: 'close' }],
    [{ kind: 'status', status: 503 }],
    [{ kind: 'html', status: 520 }],
    [{ kind: 'text', status: 403, text: 'error code: 1020' }],
    [{ kind: 'hang' }],
  ] as [Fault][])('a single %j is repeated once and forgotten', async (fault) => {
    server.fault({ path: '/domains', times: 1, fault });
    const api = createApi();
    expect(await api.listDomains(request)).toHaveLength(12);
    expect(api.requests).toBe(2);
  });

  it.each([[401], [403], [404], [400]])('a %i is an answer: it is not repeated', async (status) => {
    server.fault({ path: '/domains', fault: { kind: 'status', status } });
    const api = createApi();
    await failure(api.listDomains(request));
    expect(api.requests).toBe(1);
  });

  it('waits as long as a 429 asks and reads on', async () => {
    server.fault({ path: '/domains', times: 2, fault: { kind: 'status', status: 429, retryAfter: 6 } });
    const api = createApi({ clock: createFastClock(30) });
    const started = Date.now();
    expect(await api.listDomains(request)).toHaveLength(12);
    expect(Date.now() - started).toBeGreaterThanOrEqual(2 * 190);
    expect(api.requests).toBe(3);
  });

  it('gives up after a bounded number of refusals, with a sentence', async () => {
    server.fault({ path: '/domains', fault: { kind: 'status', status: 429, retryAfter: 1 } });
    const api = createApi();
    const error = await failure(api.listDomains(request));
    expect(error).toMatchObject({ code: 'rate_limited' });
    expect((error as Error).message).toContain('Another tool may be using it');
    expect(api.requests).toBe(4);
  });

  it('says when nothing listens there', async () => {
    await server.close();
    const error = (await failure(createApi().listDomains(request))) as Error;
    expect(error.message).toBe('Could not reach MXroute (the connection was refused).');
  });

  it('refuses an answer without end', async () => {
    const chunk = 'x'.repeat(1024 * 1024);
    const flood = createServer((_request, response) => {
      const send = (): void => {
        while (!response.destroyed && response.write(chunk));
        response.once('drain', send);
      };
      send();
    });
    const { url, close } = await listen(flood);
    const error = await failure(createApi({ apiUrl: url, clock: createFastClock(1) }).listDomains(request));
    await close();
    expect(error).toMatchObject({ code: 'malformed', message: expect.stringContaining('too large') });
  });
});

describe('credentials', () => {
  it('reach no redirect target', async () => {
    let asked = 0;
    const elsewhere = createServer((_request, response) => {
      asked++;
      response.end();
    });
    const { url, close } = await listen(elsewhere);
    server.fault({ path: '/domains', fault: { kind: 'redirect', location: url } });
    await failure(createApi().listDomains(request));
    await close();
    expect(asked).toBe(0);
  });

  it.each([
    ['http://api.mxroute.com', 'https://'],
    ['ftp://127.0.0.1', 'https://'],
    ['not an address', 'not a web address'],
    ['https://user:pass@api.mxroute.com', 'user or password'],
  ])('go nowhere for the API address %s', async (apiUrl, sentence) => {
    const api = createApi({ apiUrl });
    const error = await failure(api.listDomains(request));
    expect(error).toMatchObject({ code: 'rejected', message: expect.stringContaining(sentence) });
    expect(api.requests).toBe(0);
  });

  it('are asked for anew with every request', async () => {
    let key = 'wrong';
    const api = createApi({ apiKey: () => key });
    expect(await failure(api.listDomains(request))).toMatchObject({ code: 'unauthorized' });
    key = server.account.apiKey;
    expect(await api.listDomains(request)).toHaveLength(12);
  });

  it.each([
    ['', 'No API key is set'],
    ['two\nlines', 'blanks or special characters'],
    ['schlüssel-ß', 'special'],
  ])('that cannot be a header (%j) are refused before they travel', async (key, sentence) => {
    const api = createApi({ apiKey: () => key });
    const error = (await failure(api.listDomains(request))) as Error;
    expect(error).toMatchObject({ code: 'unauthorized', message: expect.stringContaining(sentence) });
    if (key) expect(error.message).not.toContain(key);
    expect(server.count()).toBe(0);
  });

  it('that cannot be read are a sentence', async () => {
    const apiKey = () => Promise.reject(new Error('The keyring is locked.'));
    expect(await failure(createApi({ apiKey }).listDomains(request))).toMatchObject({
      code: 'keychain',
      message: 'The API key could not be read. The keyring is locked.',
    });
  });

  it('never stand in an error or a log line, even where MXroute quotes them', async () => {
    const { apiKey } = server.account;
    server.fault({
      path: '/domains',
      fault: { kind: 'status', status: 401, message: `Unknown key ${apiKey}` },
    });
    const error = (await failure(createApi().listDomains(request))) as Error;
    expect(error.message).toContain('Unknown key •••');
    expect(`${error.stack}${JSON.stringify(error)}${lines.join()}`).not.toContain(apiKey);
  });
});

describe('sharing', () => {
  it('asks once for identical reads in flight', async () => {
    const api = createApi();
    await Promise.all(['dns', 'usage', 'watch'].map((consumer) => api.listDomains({ ...request, consumer })));
    expect(server.count('/domains')).toBe(1);
  });

  it('reuses an answer of the last minute between consumers, never for the same one', async () => {
    const api = createApi({ clock: createFastClock(1) });
    const first = await api.listDomains({ ...request, consumer: 'dns' });
    first.push('spoiled.example');
    server.addDomain({ domain: 'new.example' });
    expect(await api.listDomains({ ...request, consumer: 'usage' })).toHaveLength(12);
    expect(await api.listDomains({ ...request, consumer: 'dns' })).toHaveLength(13);
    expect(await api.listDomains({ ...request, consumer: 'watch' })).toHaveLength(13);
    expect(server.count('/domains')).toBe(2);
  });

  it('lets an answer get one minute old, no more', async () => {
    const clock = createFastClock(600);
    const api = createApi({ clock });
    await api.listDomains({ ...request, consumer: 'dns' });
    await new Promise<void>((resolve) => clock.after(61_000, resolve));
    await api.listDomains({ ...request, consumer: 'usage' });
    expect(server.count('/domains')).toBe(2);
  });

  it('shares no answer that was asked for before this computer slept', async () => {
    const clock = createFastClock(1);
    let slept = 0;
    const api = createApi({ clock: { ...clock, now: () => clock.now() + slept } });
    server.fault({ path: '/domains', times: 1, fault: { kind: 'latency', ms: 60 } });
    let before: Promise<string[]> | undefined;
    await new Promise<void>((onSent) => {
      before = api.listDomains({ ...request, consumer: 'dns', onSent });
    });
    slept = 120_000;
    const joined = api.listDomains({ ...request, consumer: 'usage' });
    await Promise.all([before, joined]);
    await api.listDomains({ ...request, consumer: 'watch' });
    expect(server.count('/domains')).toBe(2);
  });

  it('keeps no failed answer', async () => {
    const api = createApi();
    server.fault({ path: '/domains', times: 1, fault: { kind: 'empty' } });
    await failure(api.listDomains({ ...request, consumer: 'dns' }));
    expect(await api.listDomains({ ...request, consumer: 'usage' })).toHaveLength(12);
  });

  it('counts the requests that really go out, for who caused them', async () => {
    let mine = 0;
    const api = createApi();
    server.fault({ path: '/domains', times: 1, fault: { kind: 'status', status: 500 } });
    await api.listDomains({ ...request, onSent: () => mine++ });
    await api.listDomains({ ...request, consumer: 'other', onSent: () => mine++ });
    expect(mine).toBe(2);
    expect(api.requests).toBe(2);
  });
});

describe('cancelling', () => {
  it('ends a read in flight and one that waits, at once', async () => {
    server.fault({ path: '/domains*', fault: { kind: 'hang' } });
    const api = createApi({ clock: createFastClock(1) });
    const controller = new AbortController();
    const reads = [
      api.listDomains({ ...request, signal: controller.signal }),
      api.getDns(BAKERY, { ...request, signal: controller.signal }),
    ].map(failure);
    setTimeout(() => controller.abort(), 50);
    for (const error of await Promise.all(reads)) expect(error).toMatchObject({ code: 'cancelled' });
  });

  it('takes nothing from others who wait for the same answer', async () => {
    server.fault({ path: '/domains', times: 1, fault: { kind: 'latency', ms: 200 } });
    const api = createApi();
    const controller = new AbortController();
    const mine = failure(api.listDomains({ ...request, consumer: 'dns', signal: controller.signal }));
    const other = api.listDomains({ ...request, consumer: 'usage' });
    controller.abort();
    expect(await mine).toMatchObject({ code: 'cancelled' });
    expect(await other).toHaveLength(12);
    expect(server.count('/domains')).toBe(1);
  });

  it('sends nothing where it was cancelled before', async () => {
    const error = await failure(createApi().listDomains({ ...request, signal: AbortSignal.abort() }));
    expect(error).toMatchObject({ code: 'cancelled' });
    expect(server.count()).toBe(0);
  });
});

describe('the budget against the real server', () => {
  it('reads past the limit of a window without one 429', async () => {
    await server.close();
    server = await startAccountServer({
      account: createFleet({ domains: 60, mailboxes: 60 }).account,
      limits: { reads: 25, windowMs: 1_000 },
    });
    // The client's minute is the server's second.
    const clock = createFastClock(60);
    const api = createApi({ clock, timeoutMs: 600_000 });
    const domains = await api.listDomains(request);
    const lists = await Promise.all(domains.map((domain) => api.listMailboxes(domain, request)));
    expect(lists.flatMap(({ mailboxes }) => mailboxes)).toHaveLength(60);
    expect(server.count(undefined, 429)).toBe(0);
    expect(server.count()).toBe(61);
  });
});
