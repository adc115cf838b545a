import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AccountServer, startAccountServer } from '../simulator/account-server.ts';
import {
  createDrift,
  DEMO_STEPS,
  ROUND_SECONDS,
  resetWorld,
  stepsBetween,
} from '../simulator/demo-scenario.ts';
import { type DnsServer, startDnsServer } from '../simulator/dns-server.ts';
import { createFleet, parseFleetSize } from '../simulator/fleet.ts';
import { type Receiver, startReceiver } from '../simulator/receiver.ts';

describe('the receiver', () => {
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(() => receiver.close());
  const post = (path = '/', init: RequestInit = {}) =>
    fetch(`${receiver.url}${path}`, { method: 'POST', body: '{"title":"Hello"}', ...init });

  it('records what arrives and shows it', async () => {
    await post('/alerts', { headers: { 'X-Test': 'yes' } });
    const [message] = await receiver.waitFor(1);
    expect(message).toMatchObject({
      method: 'POST',
      path: '/alerts',
      body: { title: 'Hello' },
      answered: 200,
    });
    expect(message?.headers['x-test']).toBe('yes');
    const shown = await (await fetch(`${receiver.url}/__received`)).json();
    expect(shown).toEqual(receiver.received);
  });

  it.each([200, 401, 404])('answers %i where told', async (status) => {
    receiver.answer({ kind: 'status', status });
    expect((await post()).status).toBe(status);
  });

  it('answers 429 with Retry-After, then 500, then 200, path by path', async () => {
    receiver.answer(
      {
        kind: 'sequence',
        answers: [
          { kind: 'status', status: 429, retryAfter: 7 },
          { kind: 'status', status: 500 },
          { kind: 'status', status: 200 },
        ],
      },
      '/flaky',
    );
    const first = await post('/flaky');
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, '7']);
    expect([
      (await post('/flaky')).status,
      (await post('/flaky')).status,
      (await post('/flaky')).status,
    ]).toEqual([500, 200, 200]);
    expect((await post('/other')).status).toBe(200);
  });

  it('redirects, closes, hangs and drips', async () => {
    receiver.answer({ kind: 'redirect', location: 'http://127.0.0.1:1/' });
    expect((await post('/', { redirect: 'manual' })).status).toBe(302);
    receiver.answer({ kind: 'close' });
    await expect(post()).rejects.toThrow();
    receiver.answer({ kind: 'hang' });
    await expect(post('/', { signal: AbortSignal.timeout(100) })).rejects.toThrow();
    receiver.answer({ kind: 'drip', everyMs: 10 });
    const dripping = await post('/', { signal: AbortSignal.timeout(200) });
    await expect(dripping.text()).rejects.toThrow();
    expect(receiver.received).toHaveLength(4);
  });

  it('is told over HTTP by another process', async () => {
    const answer = { kind: 'status', status: 503 };
    await fetch(`${receiver.url}/__answer`, { method: 'POST', body: JSON.stringify({ answer }) });
    expect((await post()).status).toBe(503);
    await fetch(`${receiver.url}/__clear`, { method: 'POST' });
    expect(receiver.received).toEqual([]);
  });
});

describe('the fleet', () => {
  it('is 12 domains and 40 mailboxes, the same every time', () => {
    const fleet = createFleet();
    const mailboxes = [...fleet.account.domains.values()].flatMap((domain) => [...domain.mailboxes.values()]);
    expect([fleet.account.domains.size, mailboxes.length]).toEqual([12, 40]);
    expect(createFleet()).toEqual(fleet);
    const full = mailboxes.filter(({ quota, usage }) => quota > 0 && usage / quota >= 0.9);
    expect(full.map(({ username }) => username)).toEqual(['scans']);
  });

  it('publishes what MXroute expects', () => {
    const { account, zones } = createFleet({ domains: 3, mailboxes: 7 });
    for (const { domain, mx, spf, dkim, verification } of account.domains.values()) {
      expect(zones[domain]?.MX?.map(({ host }) => host)).toEqual(mx.map(({ hostname }) => hostname));
      expect(zones[domain]?.TXT).toContain(spf.value);
      expect(zones[`${dkim?.name}.${domain}`]?.TXT).toEqual([dkim?.value]);
      expect(zones[`${verification?.name}.${domain}`]?.TXT).toEqual(['domain-verified']);
      expect(zones[`mail.${domain}`]?.CNAME).toBe(account.server);
    }
  });

  it('grows to any size for the benchmarks', () => {
    const { account } = createFleet(parseFleetSize('500x1750'));
    expect(account.domains.size).toBe(500);
    expect([...account.domains.values()].reduce((sum, { mailboxes }) => sum + mailboxes.size, 0)).toBe(1750);
    expect(() => parseFleetSize('many')).toThrow('12x40');
  });
});

describe('the story', () => {
  let account: AccountServer;
  let dns: DnsServer;
  beforeEach(async () => {
    const fleet = createFleet();
    account = await startAccountServer({ account: fleet.account });
    dns = await startDnsServer({ zones: fleet.zones });
  });
  afterEach(async () => {
    await account.close();
    await dns.close();
  });

  it('tells each step once, in order, round after round', () => {
    const told: string[] = [];
    for (let second = 0; second < ROUND_SECONDS * 2; second += 7)
      for (const step of stepsBetween(second, second + 7)) told.push(step === 'again' ? step : step.name);
    const round = DEMO_STEPS.map(({ name }) => name);
    expect(told.slice(0, round.length * 2 + 1)).toEqual([...round, 'again', ...round]);
    expect(round.indexOf('lose-mx')).toBe(0);
    expect(DEMO_STEPS.slice(0, 3).every(({ at }) => at <= 45)).toBe(true);
  });

  it('ends where it began, so that the next round tells the same', () => {
    const state = () =>
      structuredClone({
        mailboxes: [...account.account.domains.values()].map((domain) => [...domain.mailboxes.values()]),
        forwarders: [...account.account.domains.values()].map((domain) => [...domain.forwarders]),
        whitelist: [...account.account.whitelist],
        plan: [account.account.quotaBytes, account.account.grace],
        records: [...account.account.domains.keys()].map((name) => [
          dns.records(name),
          dns.records(`_dmarc.${name}`),
        ]),
      });
    const before = state();
    resetWorld({ account, dns });
    expect(state()).toEqual(before);
    for (const step of DEMO_STEPS) {
      const last = state();
      step.apply({ account, dns });
      expect(state(), step.name).not.toEqual(last);
    }
    resetWorld({ account, dns });
    expect(state()).toEqual(before);
  });

  it('lets usage drift without ever raising an alarm of its own', () => {
    const drift = createDrift({ account, dns });
    const usage = () =>
      [...account.account.domains.values()].flatMap((domain) =>
        [...domain.mailboxes.values()].map((m) => ({ ...m })),
      );
    const before = usage();
    for (let tick = 0; tick < 15; tick++) drift();
    expect(usage()).not.toEqual(before);
    for (let tick = 0; tick < 5_000; tick++) drift();
    const full = usage().filter(({ quota, usage: used }) => quota > 0 && used / quota >= 0.9);
    expect(full.map(({ username }) => username)).toEqual(['scans']);
    expect(Math.max(...usage().map(({ sent }) => sent))).toBeLessThan(450);
  });
});

describe('the world as a process', () => {
  const start = async (...args: string[]) => {
    const child = spawn(process.execPath, ['test/simulator/main.ts', ...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    return { child, ready: JSON.parse(line) as Record<string, string> & { env: Record<string, string> } };
  };

  it('prints where everything is, obeys its admin address, and ends with SIGTERM', async () => {
    const { child, ready } = await start('--scenario', 'quiet');
    const headers = {
      'X-Server': ready.server,
      'X-Username': ready.username,
      'X-API-Key': ready.apiKey,
    } as HeadersInit;
    const usage = async () => {
      const answer = await fetch(`${ready.apiUrl}/domains/pixelforge.example/email-accounts`, { headers });
      return answer.status === 200 ? (await answer.json()).data[0].usage : answer.status;
    };
    const admin = (command: string, body: unknown) =>
      fetch(`${ready.adminUrl}/__sim/${command}`, { method: 'POST', body: JSON.stringify(body) });
    await admin('usage', { mailbox: 'hi@pixelforge.example', usage: 77 });
    expect(await usage()).toBe(77);
    const read = async (path: string) =>
      (await (await fetch(`${ready.apiUrl}${path}`, { headers })).json()) as Record<string, unknown>;
    await admin('account-quota', { percent: 93, grace: { days_remaining: 14, deadline: '2026-12-07' } });
    expect(await read('/quota')).toMatchObject({
      percent_used: expect.closeTo(93, 3),
      grace_period: { days_remaining: 14, deadline: '2026-12-07' },
    });
    await admin('forwarder', { domain: 'pixelforge.example', alias: 'press', to: ['pr@agency.example'] });
    expect((await read('/domains/pixelforge.example/forwarders')).data).toMatchObject([
      { email: 'press@pixelforge.example', destinations: ['pr@agency.example'] },
    ]);
    await admin('spam-entry', { list: 'blacklist', entry: '*@spam.example', listed: false });
    expect((await read('/domains/pixelforge.example/spam/blacklist')).data).toEqual([]);
    await admin('fault', { path: '/domains/*', times: 1, fault: { kind: 'status', status: 500 } });
    expect(await usage()).toBe(500);
    expect((await admin('step', { name: 'lose-mx' })).status).toBe(200);
    expect((await admin('step', { name: 'nonsense' })).status).toBe(400);
    expect(await (await fetch(`${ready.adminUrl}/__sim/requests`)).json()).toHaveLength(5);
    expect(ready.env).toMatchObject({
      MXROUTE_API_URL: ready.apiUrl,
      MX_SERVER: ready.server,
      MX_API_KEY: ready.apiKey,
      MXM_DNS_SERVERS: ready.dnsServer,
      MXM_DEMO_RECEIVER: ready.receiverUrl,
      MXM_SCAN_SECONDS: '15',
    });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('ends when whoever started it is gone', async () => {
    const { child } = await start();
    child.stdin.end();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
