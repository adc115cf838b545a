import { describe, expect, it } from 'vitest';
import { ACCOUNT, alerts, HOUR, recovered, setUp } from './dns-monitor-support.ts';
import { healthyZone } from './dns-support.ts';

describe('a domain', () => {
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

  describe('that MXroute suddenly leaves out, with most of the others', () => {
    const ALL = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}.example`);
    const setUpShort = async () => {
      const world = await setUp(ALL);
      world.everywhere((server) => server.removeRecord('c.example', 'MX'));
      expect(alerts(await world.run())).toMatchObject([{ domain: 'c.example' }]);
      return world;
    };
    const MINUTE = 60_000;

    it('is shown as it was, and does not alert a second time when it is back', async () => {
      const { run, account, state, clock } = await setUpShort();
      const before = state('c.example');
      account.domains = ['a.example', 'b.example'];
      clock.shift(HOUR);
      const short = await run();
      expect(short).toMatchObject({ ok: true, events: [] });
      expect(short.message).toBe(
        '2 domains checked: 2 healthy. MXroute suddenly left out 3 domains, kept as before: believed when it does so again.',
      );
      expect(state('c.example')).toEqual(before);
      account.domains = ALL;
      clock.shift(HOUR);
      expect(await run()).toMatchObject({
        events: [],
        message: '5 domains checked: 1 unhealthy, 4 healthy.',
      });
      account.domains = ['a.example', 'b.example'];
      clock.shift(HOUR);
      await run();
      expect(state('c.example'), 'the doubt did not outlive the good answer').toBeDefined();
    });

    it('is dropped when a later scan says so again, however late', async () => {
      const { run, account, state, clock } = await setUpShort();
      account.domains = ['a.example', 'b.example'];
      clock.shift(HOUR);
      await run();
      expect(state('c.example'), 'seen twice, but in one scan').toBeDefined();
      clock.shift(12 * HOUR);
      expect(await run()).toMatchObject({ events: [], message: '2 domains checked: 2 healthy.' });
      expect(ALL.filter(state)).toEqual(['a.example', 'b.example']);
    });

    it('is not even missed where MXroute leaves it out for a moment only, in two scans', async () => {
      const { run, account, state, clock } = await setUpShort();
      clock.beforeSecondLook = () => {
        account.domains = ALL;
      };
      for (const _scan of ['first', 'second']) {
        account.domains = ['a.example', 'b.example'];
        clock.shift(HOUR);
        expect(await run()).toMatchObject({
          events: [],
          message: '5 domains checked: 1 unhealthy, 4 healthy.',
        });
      }
      expect(state('c.example')).toBeDefined();
    });

    it('is not dropped by a clock that was set back, nor kept for ever by it', async () => {
      const { run, account, state, clock } = await setUpShort();
      account.domains = ['a.example', 'b.example'];
      clock.shift(100 * HOUR);
      await run();
      clock.shift(-100 * HOUR);
      await run();
      expect(state('c.example')).toBeDefined();
      clock.shift(2 * MINUTE);
      await run();
      expect(state('c.example')).toBeUndefined();
    });

    it('is doubted no more where a recheck of one domain has seen the whole list', async () => {
      const { run, account, state, clock } = await setUpShort();
      account.domains = ['a.example', 'b.example'];
      await run();
      account.domains = ALL;
      clock.shift(HOUR);
      await run(['a.example']);
      account.domains = ['a.example', 'b.example'];
      clock.shift(HOUR);
      await run();
      expect(state('c.example')).toBeDefined();
    });

    it('stays in doubt where the scan could not be stored', async () => {
      const { run, account, state, clock, audit, everywhere } = await setUpShort();
      account.domains = ['a.example', 'b.example'];
      await run();
      clock.shift(HOUR);
      everywhere((server) => server.removeRecord('a.example', 'MX'));
      audit.failing = true;
      expect((await run()).ok).toBe(false);
      audit.failing = false;
      expect(state('c.example')).toBeDefined();
      await run();
      expect(state('c.example')).toBeUndefined();
    });

    it('is gone at once where the account is another login now', async () => {
      const { run, account, state, db } = await setUpShort();
      db.prepare("UPDATE accounts SET username = 'somebody'").run();
      account.domains = ['a.example', 'b.example'];
      await run();
      expect(state('c.example')).toBeUndefined();
    });
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
    const { run, everywhere, queries, state } = await setUp(['a.example']);
    everywhere((server) =>
      server.setRecord('a.example', 'MX', [
        { priority: 1, host: 'filter.example.net' },
        ...healthyZone('a.example')['a.example']!.MX!,
      ]),
    );
    expect(alerts(await run())[0]?.checks.map(({ check }) => check)).toEqual(['mx']);
    const set = (dmarcRecord: string | null, acceptedMxHosts: string[]) =>
      queries.setDomainPolicy(ACCOUNT, 'A.example', { dmarcRecord, acceptedMxHosts });
    expect(set(null, ['Filter.Example.NET.'])).toEqual({
      ok: true,
      value: { dmarcRecord: null, acceptedMxHosts: ['filter.example.net'] },
    });
    expect(recovered(await run())).toHaveLength(1);
    set('v=DMARC1; p=reject', ['filter.example.net']);
    expect(alerts(await run())[0]?.checks.map(({ check }) => check)).toEqual(['dmarc']);
    expect(state('a.example')).toMatchObject({
      overall: 'degraded',
      policy: { dmarcRecord: 'v=DMARC1; p=reject', acceptedMxHosts: ['filter.example.net'] },
    });
    expect(state('a.example')?.troubleSince).toBeTypeOf('string');
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
