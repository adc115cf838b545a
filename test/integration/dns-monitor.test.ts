import { describe, expect, it } from 'vitest';
import { ACCOUNT, alerts, HOUR, recovered, setUp } from './dns-monitor-support.ts';
import { healthyZone } from './dns-support.ts';

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
    expect(alerts(worse)).toMatchObject([{ from: 'degraded', to: 'unhealthy', since, fromSince: since }]);
    expect(alerts(worse)[0]?.checks.map(({ check }) => check)).toEqual(['mx', 'dmarc']);

    clock.shift(HOUR);
    everywhere((server) => server.setRecord('a.example', 'MX', healthyZone('a.example')['a.example']!.MX!));
    expect((await run()).events).toEqual([]);
    expect(state('a.example')?.overall).toBe('degraded');
    const better = state('a.example')?.since;
    expect(better).not.toBe(since);

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
    expect(recovered(mixed)).toEqual([{ domain: 'a.example', from: 'degraded', since, fromSince: better }]);
  });

  it('names no beginning that has not come: the clock was a year ahead when the trouble was noticed', async () => {
    const { run, everywhere, clock } = await setUp(['a.example', 'b.example']);
    clock.shift(365 * 24 * HOUR);
    everywhere((server) => {
      server.removeRecord('a.example', 'MX');
      server.removeRecord('_dmarc.b.example');
    });
    await run();
    clock.shift(-365 * 24 * HOUR);
    everywhere((server) => {
      server.setRecord('a.example', 'MX', healthyZone('a.example')['a.example']!.MX!);
      server.removeRecord('b.example', 'MX');
    });
    const later = await run();
    const [worse] = alerts(later);
    expect(worse).toMatchObject({ domain: 'b.example', from: 'degraded', to: 'unhealthy' });
    expect(worse).not.toHaveProperty('fromSince');
    expect(Date.parse(worse?.since ?? '')).toBeLessThanOrEqual(clock.now());
    expect(recovered(later)).toEqual([{ domain: 'a.example', from: 'unhealthy' }]);
  });

  it('never decides a transition twice when scans overlap', async () => {
    const { run, everywhere } = await setUp(['a.example']);
    everywhere((server) => server.removeRecord('a.example', 'MX'));
    const runs = await Promise.all([run(), run(), run(['a.example'])]);
    expect(runs.flatMap(alerts)).toHaveLength(1);
  });
});
