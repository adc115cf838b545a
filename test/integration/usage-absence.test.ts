import { beforeEach, describe, expect, it } from 'vitest';
import { actions, HOUR, usageWorld } from './usage-support.ts';

const world = usageWorld();
const { scan, rows, names, alarms, everything } = world;

describe('what is gone, and what only could not be read', () => {
  beforeEach(async () => {
    world.server.setUsage('info@b.example', { usage: 950 });
    await scan();
  });

  it('drops a deleted mailbox without a word', async () => {
    world.server.deleteMailbox('info@b.example');
    expect(actions(await scan())).toEqual([]);
    expect(names()).toEqual(['info@a.example', 'sales@a.example']);
  });

  it('drops the mailboxes of a domain that left the account, without a word', async () => {
    world.server.deleteDomain('b.example');
    expect(actions(await scan())).toEqual([]);
    expect(alarms()).toEqual([]);
  });

  it('drops a whole list that is gone only when MXroute says so twice, within the scan', async () => {
    world.server.deleteMailbox('info@b.example');
    world.beforeSecondLook = () => {
      expect(alarms(), 'in doubt, it is shown as it was').toEqual(['info@b.example storage']);
      return true;
    };
    expect(await scan()).toMatchObject({
      events: [],
      requests: 5,
      message: '2 mailboxes in 3 domains read.',
    });
    expect(names()).toEqual(['info@a.example', 'sales@a.example']);
  });

  it('a list that lacks one mailbox for a moment loses nobody', async () => {
    const one = { username: 'sales', quota: 1000, usage: 500, limit: 400, sent: 0 };
    world.server.fault({ path: '/domains/a.example/email-accounts', fault: { kind: 'data', data: [one] } });
    world.beforeSecondLook = () => world.server.clearFaults() ?? true;
    expect(await scan()).toMatchObject({ ok: true, events: [], message: '3 mailboxes in 3 domains read.' });
    expect(names()).toHaveLength(3);
  });

  it('a list that is empty for a moment alerts nobody a second time', async () => {
    const before = rows();
    world.server.fault({ path: '/domains/b.example/email-accounts', fault: { kind: 'data', data: [] } });
    world.beforeSecondLook = () => world.server.clearFaults() ?? true;
    expect(await scan()).toMatchObject({ ok: true, events: [], message: '3 mailboxes in 3 domains read.' });
    expect(names()).toEqual(before.map(({ mailbox }) => mailbox));
    expect(alarms()).toEqual(['info@b.example storage']);
    expect(actions(await scan())).toEqual([]);
  });

  it('a list that is cut short for a moment alerts nobody a second time', async () => {
    for (const username of ['u1', 'u2', 'u3', 'u4'])
      world.server.addMailbox('b.example', { username, quota: 1000, usage: 950 });
    expect(actions(await scan())).toEqual(['mailbox.quota_alert']);
    const one = { username: 'info', quota: 1000, usage: 950, limit: 400, sent: 0 };
    world.server.fault({ path: '/domains/b.example/email-accounts', fault: { kind: 'data', data: [one] } });
    world.beforeSecondLook = () => world.server.clearFaults() ?? true;
    expect(actions(await scan())).toEqual([]);
    expect(alarms()).toHaveLength(5);
  });

  it('killed between the two looks, the next scan drops it', async () => {
    world.server.deleteMailbox('info@b.example');
    const waiting = new Promise<void>((resolve) => {
      world.beforeSecondLook = () => resolve() ?? false;
    });
    void scan();
    await waiting;
    expect(names()).toHaveLength(3);
    world.beforeSecondLook = undefined;
    world.monitor = world.createMonitor('default');
    expect(await scan(1 / 30)).toMatchObject({ ok: true, events: [], requests: 4 });
    expect(names()).toHaveLength(2);
  });

  it('cancelled between the two looks, the scan ends at once and has told what it found', async () => {
    world.server.deleteMailbox('info@b.example');
    world.server.setUsage('info@a.example', { usage: 950 });
    const cancel = new AbortController();
    world.beforeSecondLook = () => setImmediate(() => cancel.abort()) && false;
    const run = await scan(12, { signal: cancel.signal });
    expect(run).toMatchObject({ ok: true, cancelled: false, requests: 4 });
    expect(actions(run)).toEqual(['mailbox.quota_alert']);
    expect(run.message).toBe(
      '2 mailboxes in 3 domains read, 1 alert. 1 list came back shorter than before: believed when MXroute says so again.',
    );
    expect(alarms()).toEqual(['info@a.example storage', 'info@b.example storage']);
  });

  it.each([
    ['fails', () => world.server.fault({ path: '*', fault: { kind: 'status', status: 500 } })],
    ['comes after a clock that was set back', () => (world.now -= 24 * HOUR)],
  ])('a second look that %s leaves the doubt to the next scan', async (_how, happens) => {
    world.server.deleteMailbox('info@b.example');
    world.beforeSecondLook = () => {
      happens();
      return true;
    };
    expect(await scan()).toMatchObject({ ok: true, events: [] });
    expect(alarms()).toEqual(['info@b.example storage']);
    world.beforeSecondLook = undefined;
    world.server.clearFaults();
    expect(await scan()).toMatchObject({ ok: true, events: [] });
    expect(alarms()).toEqual([]);
  });

  it('reads a doubted list again in the run that goes on with a scan that was cut off', async () => {
    for (let index = 0; index < 40; index++)
      world.server.addDomain({ domain: `m${index}.example`, mailboxes: [{ username: 'info' }] });
    await scan();
    world.server.deleteMailbox('info@b.example');
    const run = await scan(12, {
      onProgress(done) {
        if (done === 10) world.server.fault({ path: '/domains/*', fault: { kind: 'status', status: 503 } });
      },
    });
    expect(run).toMatchObject({ ok: false, incomplete: true });
    expect(alarms()).toEqual(['info@b.example storage']);
    world.server.clearFaults();
    expect(await scan(1 / 30)).toMatchObject({ ok: true });
    expect(alarms()).toEqual([]);
  });

  it('two lists that are cut off in different places drop only what both of them lack', async () => {
    const record = (username: string) => ({
      ...{ username, quota: 1000, limit: 400, sent: 0 },
      usage: username === 'f' ? 950 : 1,
    });
    const mailboxes = ['a', 'b', 'c', 'd', 'e', 'f'].map(record);
    world.server.addDomain({ domain: 'big.example', mailboxes });
    expect(actions(await scan())).toEqual(['mailbox.quota_alert']);
    for (const half of [mailboxes.slice(4), mailboxes.slice(0, 2)])
      world.server.fault({
        ...{ path: '/domains/big.example/email-accounts', times: 1 },
        fault: { kind: 'data', data: half },
      });
    await scan();
    expect(alarms()).toContain('f@big.example storage');
    expect(actions(await scan())).toEqual([]);
  });

  it('a short list of domains in a scan that MXroute cut off, and in its end, is not a scan apart', async () => {
    for (let index = 0; index < 60; index++)
      world.server.addDomain({
        domain: `z${index}.example`,
        mailboxes: [{ username: 'm', quota: 1000, usage: index === 59 ? 950 : 10 }],
      });
    expect(actions(await scan())).toEqual(['mailbox.quota_alert']);
    const short = [
      'a.example',
      'b.example',
      ...Array.from({ length: 25 }, (_, index) => `z${index}.example`),
    ];
    const listed = { path: '/domains', fault: { kind: 'data', data: short } } as const;
    world.server.fault(listed);
    world.server.fault({ path: '/domains/z*', fault: { kind: 'status', status: 502 } });
    expect((await scan()).incomplete).toBe(true);
    world.server.clearFaults();
    world.server.fault(listed);
    expect((await scan(1 / 30)).ok).toBe(true);
    expect(alarms()).toContain('m@z59.example storage');
    world.server.clearFaults();
    expect(actions(await scan())).toEqual([]);
  });

  it('a domain that MXroute spells in its other form is the same one', async () => {
    const mailboxes = [{ username: 'm', quota: 1000, usage: 950 }];
    world.server.addDomain({ domain: 'xn--mller-kva.example', mailboxes });
    expect(actions(await scan())).toEqual(['mailbox.quota_alert']);
    world.server.account.domains.delete('xn--mller-kva.example');
    world.server.addDomain({ domain: 'müller.example', mailboxes });
    expect(actions(await scan())).toEqual([]);
  });

  describe('domains that MXroute suddenly leaves out', () => {
    const SHORT = {
      path: '/domains',
      fault: { kind: 'data', data: ['a.example', 'empty.example'] },
    } as const;
    beforeEach(async () => {
      for (const domain of ['c.example', 'd.example', 'e.example'])
        world.server.addDomain({ domain, mailboxes: [{ username: 'info', quota: 1000, usage: 950 }] });
      expect(actions(await scan())).toEqual(['mailbox.quota_alert']);
    });

    it('keep their mailboxes and alarms, and alert nobody a second time', async () => {
      const before = rows().filter(({ domain }) => domain !== 'a.example');
      world.server.fault(SHORT);
      const run = await scan();
      expect(run).toMatchObject({ ok: true, events: [], requests: 4 });
      expect(run.message).toBe(
        '2 mailboxes in 2 domains read. MXroute suddenly left out 4 domains, kept as before: believed when it does so again.',
      );
      expect(rows().filter(({ domain }) => domain !== 'a.example')).toEqual(before);
      world.server.clearFaults();
      expect(actions(await scan())).toEqual([]);
      world.server.fault(SHORT);
      await scan();
      expect(alarms(), 'the doubt did not outlive the good answer').toHaveLength(4);
    });

    it('are not even missed where MXroute leaves them out for a moment only, in two scans', async () => {
      for (const _scan of ['first', 'second']) {
        world.server.fault(SHORT);
        world.beforeSecondLook = () => world.server.clearFaults() ?? true;
        const run = await scan();
        expect(run).toMatchObject({ ok: true, events: [], requests: 8 });
        expect(run.message).toBe('6 mailboxes in 6 domains read.');
      }
      expect(alarms()).toHaveLength(4);
    });

    it('are dropped when a later scan says so again', async () => {
      world.server.fault(SHORT);
      await scan();
      expect(alarms(), 'seen twice, but in one scan').toHaveLength(4);
      expect(actions(await scan())).toEqual([]);
      expect(names()).toEqual(['info@a.example', 'sales@a.example']);
      expect(world.db.prepare('SELECT count(*) FROM doubts').pluck().get()).toBe(0);
    });

    it('are gone at once where the account is another login now', async () => {
      world.db.prepare("UPDATE accounts SET username = 'somebody'").run();
      world.server.fault(SHORT);
      await scan();
      expect(alarms()).toEqual([]);
    });
  });

  it.each([
    { kind: 'status', status: 500 },
    { kind: 'status', status: 404 },
    { kind: 'html' },
    { kind: 'empty' },
    { kind: 'close' },
    { kind: 'refuse' },
    { kind: 'data', data: { nothing: true } },
  ] as const)('leaves a domain as it was that answers with %j', async (fault) => {
    world.server.fault({ path: '/domains/b.example/email-accounts', fault });
    const before = rows().find(({ domain }) => domain === 'b.example');
    world.server.setUsage('info@a.example', { usage: 920 });
    const run = await scan();
    expect(run.ok).toBe(true);
    expect(actions(run)).toEqual(['mailbox.quota_alert']);
    expect(run.message).toContain('1 domain could not be read and stays as it was (b.example): ');
    expect(rows().find(({ domain }) => domain === 'b.example')).toEqual(before);
    world.server.clearFaults();
    expect(actions(await scan())).toEqual([]);
  });

  it('does not take a mailbox for deleted that stands in a list with a hole', async () => {
    world.server.fault({ path: '/domains/b.example/email-accounts', fault: { kind: 'data', data: [null] } });
    expect((await scan()).ok).toBe(true);
    expect(alarms()).toEqual(['info@b.example storage']);
  });

  it('leaves an alarm alone whose numbers cannot be read, and logs that once', async () => {
    const record = {
      username: 'info',
      email: 'info@b.example',
      quota: 'a lot',
      usage: 950,
      limit: 9600,
      sent: 'x',
    };
    world.server.fault({
      path: '/domains/b.example/email-accounts',
      fault: { kind: 'data', data: [record] },
    });
    expect(actions(await scan())).toEqual([]);
    expect(actions(await scan())).toEqual([]);
    expect(alarms()).toEqual(['info@b.example storage']);
    expect(world.logged.filter((line) => line.includes('`quota` is not a number'))).toHaveLength(1);
    expect(world.logged.filter((line) => line.includes('`sent` is not a number'))).toHaveLength(1);
  });

  it.each([
    [{ kind: 'status', status: 401 }, 'unauthorized'],
    [{ kind: 'status', status: 500 }, 'server_error'],
    [{ kind: 'data', data: [] }, 'empty_list'],
    [{ kind: 'data', data: 'nothing' }, 'malformed'],
    [{ kind: 'empty' }, 'malformed'],
    [{ kind: 'hang' }, 'timeout'],
  ] as const)(
    'a domain list that answers with %j fails the scan and changes nothing',
    async (fault, code) => {
      const before = everything();
      world.server.fault({ path: '/domains', fault });
      const run = await scan();
      expect(run).toMatchObject({ ok: false, cancelled: false, errorCode: code, events: [] });
      expect(run.message).toMatch(/^[A-Z].*\.$/);
      expect(everything()).toBe(before);
    },
  );

  it('fails where no domain at all could be read', async () => {
    const before = everything();
    world.server.fault({ path: '/domains/*', fault: { kind: 'status', status: 401 } });
    expect(await scan()).toMatchObject({ ok: false, errorCode: 'unauthorized' });
    expect(everything()).toBe(before);
  });
});
