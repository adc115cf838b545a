import { describe, expect, it, onTestFinished } from 'vitest';
import { createResolver } from '../../src-main/engine/dns/resolver.ts';
import { createDnsMonitor } from '../../src-main/engine/dns-health/monitor.ts';
import { createDnsQueries } from '../../src-main/engine/dns-health/queries.ts';
import type { DnsSettings } from '../../src-main/engine/dns-health/scan.ts';
import type { MonitorRun } from '../../src-main/engine/monitor.ts';
import { systemRandom } from '../../src-main/engine/platform/clock.ts';
import type { DnsAlertDomain, DnsRecoveredDomain } from '../../src-shared/audit-event.ts';
import { type DnsServer, startDnsServer } from '../simulator/dns-server.ts';
import type { Zones } from '../simulator/dns-zones.ts';
import { tempDb } from '../support/temp-db.ts';
import { createTestAudit, createTestClock, FakeAccount, healthyZone, quiet, SERVER } from './dns-support.ts';

const HOUR = 3_600_000;
const ACCOUNT = 'default';

async function setUp(domains: string[], { resolvers = 1 } = {}) {
  const zones = (): Zones => Object.assign({}, ...domains.map(healthyZone));
  const servers = await Promise.all(
    Array.from({ length: resolvers }, () => startDnsServer({ zones: zones() })),
  );
  const clock = createTestClock();
  const resolver = createResolver({
    servers: servers.map(({ address }) => address),
    clock,
    random: systemRandom,
    timeoutMs: 100,
  });
  onTestFinished(async () => {
    resolver.close();
    await Promise.all(servers.map((server) => server.close()));
  });
  const db = tempDb();
  const account = new FakeAccount(domains);
  const audit = createTestAudit(db, clock);
  const settings: DnsSettings = {
    mxServer: SERVER,
    requireMailCname: false,
    dmarcDefault: 'v=DMARC1; p=none',
  };
  const monitor = createDnsMonitor({
    db,
    accountId: ACCOUNT,
    api: account,
    resolver,
    audit,
    settings: () => settings,
    clock,
    log: quiet,
  });
  const run = (only?: string[], signal?: AbortSignal) => monitor.run({ priority: 'dns', only, signal });
  const dump = () =>
    JSON.stringify(
      ['domains', 'domain_checks', 'events', 'expectations', 'verification_keys'].map((table) =>
        db.prepare(`SELECT * FROM ${table}`).all(),
      ),
    );
  const everywhere = (change: (server: DnsServer) => void) => servers.forEach(change);
  const state = (domain: string) =>
    createDnsQueries(db)
      .listFleet(ACCOUNT)
      .find((row) => row.domain === domain);
  return { account, audit, clock, db, dump, everywhere, monitor, run, servers, settings, state };
}

const alerts = (run: MonitorRun) =>
  run.events
    .filter(({ action }) => action === 'dns.health_alert')
    .flatMap(({ details }) => details.domains as DnsAlertDomain[]);
const recovered = (run: MonitorRun) =>
  run.events
    .filter(({ action }) => action === 'dns.health_recovered')
    .flatMap(({ details }) => details.domains as DnsRecoveredDomain[]);

describe('a scan', () => {
  it('finds a healthy account healthy, says nothing, and costs one request when warm', async () => {
    const { run, state, clock } = await setUp(['a.example', 'b.example']);
    expect(await run()).toMatchObject({
      ok: true,
      cancelled: false,
      message: '2 domains checked: 2 healthy.',
      requests: 6,
      events: [],
    });
    expect(state('a.example')).toMatchObject({ overall: 'healthy', mailHosting: true });
    expect(state('a.example')?.checks.webmail.status).toBe('skipped');
    expect((await run()).requests).toBe(1);
    clock.shift(24 * HOUR + 1);
    expect((await run()).requests).toBe(6);
    // A clock that was set back: what was fetched "tomorrow" is not trusted.
    clock.shift(-48 * HOUR);
    expect((await run()).requests).toBe(6);
  });

  it('leaves the reserve of requests to the person at the window, also where a person asked for it', async () => {
    const { account, monitor } = await setUp(['a.example', 'b.example']);
    await monitor.run({ priority: 'interactive' });
    expect([...new Set(account.priorities)]).toEqual(['interactive', 'dns']);
    account.priorities.length = 0;
    await monitor.inspect({ priority: 'interactive', only: ['a.example'] });
    expect([...new Set(account.priorities)]).toEqual(['interactive']);
  });

  it('puts all that the first one finds into one event, worst first', async () => {
    const { run, everywhere, account } = await setUp(['a.example', 'b.example', 'c.example', 'd.example']);
    everywhere((server) => {
      server.removeRecord('a.example', 'TXT');
      server.removeRecord('_dmarc.b.example');
      server.removeRecord('c.example', 'MX');
    });
    const first = await run();
    expect(first.events).toHaveLength(1);
    expect(first.events[0]).toMatchObject({
      action: 'dns.health_alert',
      actor: 'monitor',
      target: '3 domains',
      account: ACCOUNT,
    });
    expect(alerts(first).map(({ domain, from, to }) => `${domain}: ${from} → ${to}`)).toEqual([
      'a.example: new → unhealthy',
      'c.example: new → unhealthy',
      'b.example: new → degraded',
    ]);
    expect(alerts(first)[0]?.checks).toMatchObject([
      { check: 'spf', status: 'fail', expectedHost: 'a.example', found: [] },
    ]);
    expect(alerts(first)[2]?.checks).toMatchObject([
      { check: 'dmarc', status: 'warn', expectedHost: '_dmarc.b.example' },
    ]);
    expect(first.message).toBe('4 domains checked: 2 unhealthy, 1 degraded, 1 healthy.');
    // Everything was fetched during this scan: nothing had to be fetched again to confirm.
    expect(account.asked.filter((what) => what === 'a.example')).toHaveLength(2);
    expect((await run()).events).toEqual([]);
    expect((await run()).requests).toBe(1);
  });

  it('tells what got worse and what recovered, each once', async () => {
    const { run, everywhere, state, clock } = await setUp(['a.example', 'b.example']);
    await run();
    clock.shift(HOUR);
    everywhere((server) => server.removeRecord('_dmarc.a.example'));
    const degraded = await run();
    expect(degraded.events).toMatchObject([{ action: 'dns.health_alert', target: 'a.example' }]);
    const since = alerts(degraded)[0]?.since;

    clock.shift(HOUR);
    everywhere((server) => server.removeRecord('a.example', 'MX'));
    const worse = await run();
    expect(alerts(worse)).toMatchObject([{ from: 'degraded', to: 'unhealthy', since }]);
    expect(alerts(worse)[0]?.checks.map(({ check }) => check)).toEqual(['mx', 'dmarc']);

    clock.shift(HOUR);
    everywhere((server) => server.setRecord('a.example', 'MX', healthyZone('a.example')['a.example']!.MX!));
    expect((await run()).events).toEqual([]);
    expect(state('a.example')?.overall).toBe('degraded');

    clock.shift(HOUR);
    everywhere((server) => {
      server.setRecord('_dmarc.a.example', 'TXT', ['v=DMARC1; p=none']);
      server.removeRecord('b.example', 'MX');
    });
    const mixed = await run();
    expect(mixed.events.map(({ action, target }) => `${action} ${target}`)).toEqual([
      'dns.health_alert b.example',
      'dns.health_recovered a.example',
    ]);
    expect(recovered(mixed)).toEqual([{ domain: 'a.example', from: 'degraded', since }]);
  });

  it('raises no alarm over one lagging resolver', async () => {
    const { run, servers, state } = await setUp(['a.example'], { resolvers: 2 });
    await run();
    servers[0]?.removeRecord('a.example', 'MX');
    servers[0]?.removeRecord('_dmarc.a.example');
    expect((await run()).events).toEqual([]);
    expect(state('a.example')).toMatchObject({ overall: 'healthy', checks: { mx: { status: 'pass' } } });
    servers[1]?.removeRecord('a.example', 'MX');
    expect((await run()).events).toHaveLength(1);
    expect(state('a.example')?.checks.dmarc.status).toBe('pass');
  });

  it('raises no alarm over an expectation that MXroute has changed since', async () => {
    const { run, everywhere, account, state } = await setUp(['a.example']);
    await run();
    const moved = [{ priority: 10, host: 'falcon.mxlogin.com' }];
    account.info.set('a.example', { mx: moved });
    everywhere((server) => server.setRecord('a.example', 'MX', moved));
    const after = await run();
    expect(after).toMatchObject({ ok: true, events: [] });
    // GET /domains, and the domain's two.
    expect(after.requests).toBe(3);
    expect(state('a.example')?.checks.mx.expected).toEqual(['10 falcon.mxlogin.com']);
    expect((await run()).requests).toBe(1);
  });

  it('raises no alarm that MXroute could not confirm, and raises it when it can', async () => {
    const { run, everywhere, account, state } = await setUp(['a.example', 'b.example']);
    await run();
    everywhere((server) => server.removeRecord('a.example', 'MX'));
    account.fail('a.example');
    const blind = await run();
    expect(blind).toMatchObject({ ok: true, events: [] });
    expect(blind.message).toMatch(/MXroute could not be asked/);
    expect(state('a.example')).toMatchObject({ overall: 'healthy', checks: { mx: { status: 'unknown' } } });
    account.failing.clear();
    expect(alerts(await run())).toMatchObject([{ domain: 'a.example', from: 'healthy', to: 'unhealthy' }]);
  });

  it('counts what could not be observed as it was last known', async () => {
    const { run, everywhere, state } = await setUp(['a.example', 'b.example']);
    everywhere((server) => server.removeRecord('a.example', 'MX'));
    expect(alerts(await run())).toHaveLength(1);
    everywhere((server) => server.behave('a.example', { rcode: 'servfail' }));
    expect((await run()).events).toEqual([]);
    expect(state('a.example')).toMatchObject({ overall: 'unhealthy', checks: { mx: { status: 'unknown' } } });
    everywhere((server) => {
      server.behave('a.example', undefined);
      server.setRecord('a.example', 'MX', healthyZone('a.example')['a.example']!.MX!);
    });
    expect(recovered(await run())).toMatchObject([{ domain: 'a.example', from: 'unhealthy' }]);
  });

  it('knows nothing of a new domain that cannot be observed, and alerts once it can', async () => {
    const { run, everywhere, state } = await setUp(['a.example', 'b.example']);
    everywhere((server) => {
      server.removeRecord('_dmarc.a.example');
      server.behave('a.example', { drop: true });
    });
    expect((await run()).events).toEqual([]);
    expect(state('a.example')?.overall).toBe('unknown');
    everywhere((server) => server.behave('a.example', undefined));
    expect(alerts(await run())).toMatchObject([{ domain: 'a.example', from: 'unknown', to: 'degraded' }]);
  });

  it('leaves a domain unknown whose expectation cannot be had, and uses an old one where it is kept', async () => {
    const { run, account, state, clock, everywhere } = await setUp(['a.example', 'b.example']);
    account.fail('a.example');
    const first = await run();
    expect(first).toMatchObject({ ok: true, events: [] });
    expect(state('a.example')?.overall).toBe('unknown');
    expect(state('a.example')?.checks.mx.message).toMatch(/MXroute did not tell what this domain needs/);
    account.failing.clear();
    await run();
    clock.shift(25 * HOUR);
    for (const what of ['a.example', 'b.example', 'key']) account.fail(what);
    const stale = await run();
    expect(stale.ok).toBe(true);
    expect(state('a.example')?.overall).toBe('healthy');
    account.failing.clear();
    everywhere((server) => server.removeRecord('a.example', 'MX'));
    expect(alerts(await run())).toHaveLength(1);
  });

  it('switches off with mail hosting what needs it, and keeps the verification', async () => {
    const { run, account, state, everywhere } = await setUp(['a.example']);
    account.hostingOff.add('a.example');
    everywhere((server) => server.removeRecord('a.example', 'MX'));
    expect((await run()).events).toEqual([]);
    expect(state('a.example')).toMatchObject({
      overall: 'healthy',
      mailHosting: false,
      checks: {
        mx: { status: 'skipped' },
        spf: { status: 'skipped' },
        dkim: { status: 'skipped' },
        verification: { status: 'pass' },
      },
    });
  });

  it('drops a removed domain without a word', async () => {
    const { run, account, state, everywhere, db } = await setUp(['a.example', 'b.example']);
    everywhere((server) => server.removeRecord('a.example', 'MX'));
    await run();
    account.domains = ['b.example'];
    expect((await run()).events).toEqual([]);
    expect(state('a.example')).toBeUndefined();
    expect(db.prepare("SELECT count(*) AS n FROM domain_checks WHERE domain = 'a.example'").get()).toEqual({
      n: 0,
    });
    account.domains = ['a.example', 'b.example'];
    expect(alerts(await run())).toMatchObject([{ domain: 'a.example', from: 'new' }]);
  });

  it('looks at one domain only when asked to, with a fresh expectation for what fails', async () => {
    const { run, everywhere, state, account } = await setUp(['a.example', 'b.example', 'c.example']);
    everywhere((server) => server.removeRecord('a.example', 'MX'));
    await run();
    const before = state('b.example');
    everywhere((server) => server.removeRecord('b.example', 'MX'));
    const recheck = await run(['A.Example.']);
    expect(recheck).toMatchObject({ ok: true, events: [], requests: 3 });
    expect(state('b.example')).toEqual(before);
    account.domains = ['a.example', 'b.example'];
    await run(['a.example']);
    expect(state('c.example')).toBeDefined();
    expect(await run(['x.example', 'a.example'])).toMatchObject({
      ok: false,
      errorCode: 'unknown_domain',
      message: 'x.example is not a domain of this MXroute account.',
    });
  });

  it('takes international names in either form, asks with A-labels and shows Unicode', async () => {
    const { run, everywhere, state } = await setUp(['xn--mnchen-3ya.example']);
    everywhere((server) => server.removeRecord('xn--mnchen-3ya.example', 'MX'));
    const first = await run();
    expect(first.events[0]?.target).toBe('münchen.example');
    expect(state('münchen.example')?.checks.dkim.expectedHost).toBe('x._domainkey.münchen.example');
    expect(await run(['münchen.example'])).toMatchObject({ ok: true });
    expect(await run(['XN--MNCHEN-3YA.example'])).toMatchObject({ ok: true });
  });

  it('heeds the domain’s own DMARC policy and accepted MX hosts', async () => {
    const { run, everywhere, db } = await setUp(['a.example']);
    everywhere((server) =>
      server.setRecord('a.example', 'MX', [
        { priority: 1, host: 'filter.example.net' },
        ...healthyZone('a.example')['a.example']!.MX!,
      ]),
    );
    expect(alerts(await run())[0]?.checks.map(({ check }) => check)).toEqual(['mx']);
    const queries = createDnsQueries(db);
    const set = (dmarcRecord: string | null, acceptedMxHosts: string[]) =>
      queries.setDomainPolicy(ACCOUNT, 'A.example', { dmarcRecord, acceptedMxHosts });
    expect(set(null, ['Filter.Example.NET.'])).toEqual({
      ok: true,
      value: { dmarcRecord: null, acceptedMxHosts: ['filter.example.net'] },
    });
    expect(recovered(await run())).toHaveLength(1);
    set('v=DMARC1; p=reject', ['filter.example.net']);
    expect(alerts(await run())[0]?.checks.map(({ check }) => check)).toEqual(['dmarc']);
    expect(queries.domainDetail(ACCOUNT, 'a.example')).toMatchObject({
      overall: 'degraded',
      policy: { dmarcRecord: 'v=DMARC1; p=reject', acceptedMxHosts: ['filter.example.net'] },
    });
    expect(queries.domainDetail(ACCOUNT, 'a.example')?.troubleSince).toBeTypeOf('string');
    expect(set('p=reject', [])).toMatchObject({ ok: false, field: 'dmarcRecord' });
    expect(set(null, ['not a host'])).toMatchObject({ ok: false, field: 'acceptedMxHosts' });
    expect(
      queries.setDomainPolicy(ACCOUNT, 'x.example', { dmarcRecord: null, acceptedMxHosts: [] }),
    ).toMatchObject({
      ok: false,
      code: 'not_found',
    });
  });

  it('asks for the verification record that MXroute gives with the domain, else the account’s, if there is one', async () => {
    const { run, account, state, everywhere, clock } = await setUp(['a.example']);
    account.info.set('a.example', { verification: { name: '_own', value: 'mine' } });
    everywhere((server) => server.setRecord('_own.a.example', 'TXT', ['mine']));
    await run();
    expect(state('a.example')?.checks.verification).toMatchObject({
      status: 'pass',
      expectedHost: '_own.a.example',
    });
    expect(account.asked).not.toContain('key');
    account.info.clear();
    account.key = undefined;
    clock.shift(25 * HOUR);
    await run();
    expect(state('a.example')?.checks.verification.status).toBe('skipped');
    expect((await run()).requests).toBe(1);
  });
});

describe('a scan that says nothing changes nothing', () => {
  it.each<[string, (parts: Awaited<ReturnType<typeof setUp>>) => unknown, string, RegExp]>([
    [
      'GET /domains fails',
      ({ account }) => account.fail('list'),
      'server_error',
      /MXroute answered with an error/,
    ],
    ['the key is wrong', ({ account }) => account.fail('list', 'unauthorized'), 'unauthorized', /MXroute/],
    [
      'the list is suddenly empty',
      ({ account }) => account.domains.splice(0),
      'empty_answer',
      /listed no domains/,
    ],
    [
      'no resolver answers',
      ({ everywhere }) => everywhere((s) => s.behave('*', { drop: true })),
      'no_dns',
      /network/,
    ],
    [
      'every resolver refuses',
      ({ everywhere }) => everywhere((s) => s.behave('*', { rcode: 'refused' })),
      'no_dns',
      /network/,
    ],
    [
      'the disk is full',
      ({ audit, everywhere }) => {
        audit.failing = true;
        everywhere((s) => s.removeRecord('b.example', 'MX'));
      },
      'SQLITE_FULL',
      /^The disk is full\. Free some space/,
    ],
  ])('%s', async (_what, breakIt, errorCode, message) => {
    const parts = await setUp(['a.example', 'b.example']);
    parts.everywhere((server) => server.removeRecord('a.example', 'MX'));
    await parts.run();
    const before = parts.dump();
    breakIt(parts);
    const failed = await parts.run();
    expect(failed).toMatchObject({ ok: false, cancelled: false, errorCode, events: [] });
    expect(failed.message).toMatch(message);
    expect(parts.dump()).toBe(before);
  });

  it('is not a failure where the account never had a domain', async () => {
    const { run } = await setUp([]);
    expect(await run()).toMatchObject({ ok: true, message: 'This account has no domains.', events: [] });
  });

  it('gives up early on a fleet when nothing answers', async () => {
    const { run, everywhere } = await setUp(Array.from({ length: 400 }, (_, index) => `d${index}.example`));
    everywhere((server) => server.behave('*', { drop: true }));
    const failed = await run();
    expect(failed).toMatchObject({ ok: false, errorCode: 'no_dns' });
    expect(failed.durationMs).toBeLessThan(3_000);
  });

  it('leaves no trace when it is cancelled', async () => {
    const { run, everywhere, dump, monitor } = await setUp(['a.example', 'b.example']);
    await run();
    const before = dump();
    everywhere((server) => {
      server.removeRecord('a.example', 'MX');
      server.behave('b.example', { drop: true });
    });
    const controller = new AbortController();
    const seen: [number, number, string | null][] = [];
    const cancelled = await monitor.run({
      priority: 'interactive',
      signal: controller.signal,
      onProgress: (...progress) => {
        seen.push(progress);
        if (progress[0] === 1) controller.abort();
      },
    });
    expect(cancelled).toMatchObject({ ok: false, cancelled: true, events: [] });
    expect(seen).toEqual([
      [0, 2, null],
      [1, 2, 'a.example'],
    ]);
    expect(dump()).toBe(before);
    expect(await run(undefined, AbortSignal.abort())).toMatchObject({ ok: false, cancelled: true });
    everywhere((server) => server.behave('b.example', undefined));
    expect(alerts(await run())).toHaveLength(1);
  });

  it('alerts for what is seen to be wrong, never for what is only remembered', async () => {
    const { run, everywhere } = await setUp(['a.example']);
    everywhere((server) => {
      server.removeRecord('_dmarc.a.example');
      server.behave('x._domainkey.a.example', { rcode: 'servfail' });
    });
    // DMARC is wrong, but nothing was ever known of DKIM: the domain as a whole stays unknown.
    expect(alerts(await run())).toEqual([]);
    everywhere((server) => {
      server.behave('x._domainkey.a.example', undefined);
      server.behave('_dmarc.a.example', { rcode: 'servfail' });
    });
    expect(alerts(await run())).toEqual([]);
    everywhere((server) => server.behave('_dmarc.a.example', undefined));
    const [alert] = alerts(await run());
    expect(alert?.checks.map(({ check }) => check)).toEqual(['dmarc']);
    expect(alerts(await run())).toEqual([]);
  });

  it('never decides a transition twice when scans overlap', async () => {
    const { run, everywhere } = await setUp(['a.example']);
    everywhere((server) => server.removeRecord('a.example', 'MX'));
    const runs = await Promise.all([run(), run(), run(['a.example'])]);
    expect(runs.flatMap(alerts)).toHaveLength(1);
  });
});

describe('an inspection', () => {
  it('tells what is, and changes neither state nor log', async () => {
    const { monitor, everywhere, db } = await setUp(['a.example', 'b.example']);
    everywhere((server) => server.removeRecord('a.example', 'MX'));
    const result = await monitor.inspect({ priority: 'interactive' });
    if (!result.ok) throw new Error(result.message);
    expect(result.value).toMatchObject({
      requests: 6,
      domains: [{ overall: 'unhealthy' }, { overall: 'healthy' }],
    });
    expect(result.value.lookups).toBeGreaterThan(12);
    expect(Object.keys(result.value.domains[0]?.checks ?? {})).toEqual([
      'mx',
      'spf',
      'dkim',
      'dmarc',
      'verification',
      'mail',
      'webmail',
    ]);
    expect(
      db.prepare('SELECT (SELECT count(*) FROM domains) + (SELECT count(*) FROM events) AS n').get(),
    ).toEqual({ n: 0 });
    const warm = await monitor.inspect({ priority: 'interactive', only: ['b.example'] });
    expect(warm).toMatchObject({ ok: true, value: { requests: 1, domains: [{ domain: 'b.example' }] } });
  });

  it('says so where it cannot tell', async () => {
    const { monitor, everywhere } = await setUp(['a.example']);
    expect(await monitor.inspect({ priority: 'interactive', only: ['x.example', 'y.example'] })).toEqual({
      ok: false,
      code: 'unknown_domain',
      message: 'x.example, y.example are not domains of this MXroute account.',
    });
    everywhere((server) => server.behave('*', { drop: true }));
    expect(await monitor.inspect({ priority: 'interactive' })).toMatchObject({ ok: false, code: 'no_dns' });
  });
});

describe('what is stored', () => {
  it('is not trusted: an unreadable row costs a request or a look, not the scan', async () => {
    const { run, db, state } = await setUp(['a.example']);
    await run();
    db.prepare(`UPDATE expectations SET value = '{"mx": 5}'`).run();
    db.prepare(`UPDATE verification_keys SET value = '[]'`).run();
    db.prepare(
      `UPDATE domain_checks SET result = '"odd"', known_status = 'what' WHERE check_name = 'mx'`,
    ).run();
    expect(state('a.example')?.checks.mx).toMatchObject({ status: 'unknown', message: 'Not checked yet.' });
    expect(await run()).toMatchObject({ ok: true, requests: 4, events: [] });
    expect(state('a.example')?.checks.mx.status).toBe('pass');
  });
});
