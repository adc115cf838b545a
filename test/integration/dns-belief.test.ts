import { describe, expect, it } from 'vitest';
import { alerts, HOUR, recovered, setUp } from './dns-monitor-support.ts';
import { healthyZone } from './dns-support.ts';

describe('bad news that is new', () => {
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

  it.each([
    ['the other host', 'MX'],
    ['another DKIM key', 'DKIM'],
  ] as const)('nor where a resolver lags behind %s that MXroute wants since', async (_what, kind) => {
    const { run, servers, account, state } = await setUp(['a.example'], { resolvers: 2 });
    await run();
    if (kind === 'MX') {
      const moved = [{ priority: 10, host: 'falcon.mxlogin.com' }];
      account.info.set('a.example', { mx: moved });
      servers[0]?.setRecord('a.example', 'MX', moved);
    } else {
      const key = 'v=DKIM1; k=rsa; p=ROTATED';
      account.info.set('a.example', { dkim: { name: 'y._domainkey', value: key } });
      servers[0]?.setRecord('y._domainkey.a.example', 'TXT', [key]);
      servers[0]?.removeRecord('x._domainkey.a.example');
    }
    expect((await run()).events).toEqual([]);
    expect(state('a.example')?.overall).toBe('healthy');
    for (const name of ['a.example', 'y._domainkey.a.example', 'x._domainkey.a.example'])
      servers[0]?.removeRecord(name);
    expect(alerts(await run()), 'both of them lack it now').toHaveLength(1);
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
});

describe('what could not be observed', () => {
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

  it.each([
    ['cut off for a moment', { mx: [{ priority: 20, host: 'eagle-relay.mxlogin.com' }] }],
    ['empty for a moment', { mx: [], spf: undefined, dkim: undefined }],
  ])('asks again where what MXroute expects is %s, and goes by the second answer', async (_what, glitch) => {
    const { account, clock, everywhere, monitor, run, state } = await setUp(['a.example', 'b.example']);
    everywhere((server) => server.removeRecord('x._domainkey.a.example'));
    await run();
    clock.shift(25 * HOUR);
    account.info.set('a.example', glitch);
    const begun = clock.now();
    const after = await monitor.run({ priority: 'dns', onSecondLook: () => account.info.clear() });
    expect(after).toMatchObject({ ok: true, events: [] });
    expect(clock.now() - begun).toBeGreaterThanOrEqual(60_000);
    expect(state('a.example')).toMatchObject({ overall: 'degraded', checks: { mx: { status: 'pass' } } });
  });

  it('believes no recovery because MXroute named no mail servers, however often, and sees what breaks meanwhile', async () => {
    const { account, everywhere, run, clock, state } = await setUp(['a.example', 'b.example']);
    everywhere((server) => server.removeRecord('a.example', 'MX'));
    await run();
    clock.shift(25 * HOUR);
    for (const domain of ['a.example', 'b.example']) account.info.set(domain, { mx: [] });
    expect((await run()).events).toEqual([]);
    expect(state('a.example')?.overall).toBe('unhealthy');
    everywhere((server) => server.removeRecord('b.example', 'MX'));
    account.info.clear();
    clock.shift(HOUR);
    expect(alerts(await run())).toMatchObject([{ domain: 'b.example', to: 'unhealthy' }]);
  });

  it('believes what two answers leave out', async () => {
    const { account, everywhere, run, clock, state } = await setUp(['a.example']);
    everywhere((server) => server.removeRecord('x._domainkey.a.example'));
    expect(alerts(await run())).toHaveLength(1);
    clock.shift(25 * HOUR);
    account.info.set('a.example', { dkim: undefined });
    expect(recovered(await run())).toHaveLength(1);
    expect(state('a.example')?.checks.dkim.status).toBe('skipped');
  });
});

describe('a domain whose own name servers fail', () => {
  const NAMES = [
    'a.example',
    'x._domainkey.a.example',
    '_dmarc.a.example',
    '_da-verify-1.a.example',
    'mail.a.example',
  ];

  it('keeps its state, and neither this computer nor monitoring is blamed for it', async () => {
    const { everywhere, run, state } = await setUp(['a.example'], { resolvers: 2 });
    await run();
    for (const name of NAMES) everywhere((server) => server.behave(name, { rcode: 'servfail' }));
    expect(await run()).toMatchObject({ ok: true, events: [] });
    expect(state('a.example')).toMatchObject({ overall: 'healthy', checks: { mx: { status: 'unknown' } } });
    expect(await run(['a.example'])).toMatchObject({ ok: true });
  });

  it('and where nothing at all can be resolved, it is the resolver', async () => {
    const { everywhere, run } = await setUp(['a.example'], { resolvers: 2 });
    await run();
    everywhere((server) => server.behave('*', { rcode: 'servfail' }));
    expect(await run()).toMatchObject({ ok: false, errorCode: 'no_dns' });
  });
});
