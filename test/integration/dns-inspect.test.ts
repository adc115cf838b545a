import { describe, expect, it } from 'vitest';
import { setUp } from './dns-monitor-support.ts';

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

  it('waits for nothing where a domain is gone: nothing is dropped by it', async () => {
    const { account, monitor, run, clock } = await setUp(['a.example', 'b.example']);
    await run();
    account.domains = ['a.example'];
    const asked = () => account.asked.filter((what) => what === 'list').length;
    const before = asked();
    const startedAt = clock.now();
    expect(await monitor.inspect({ priority: 'interactive' })).toMatchObject({ ok: true });
    expect([asked() - before, clock.now() - startedAt < 10_000]).toEqual([1, true]);
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
