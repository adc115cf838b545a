import { beforeEach, describe, expect, it } from 'vitest';
import { actions, entries, usageWorld } from './usage-support.ts';

const world = usageWorld();
const { scan, alarms } = world;
const MINUTE = 1 / 60;
const user = (index: number) => `user${String(index).padStart(3, '0')}@big.example`;
/** The first is stored in the first slice, the last in the last. */
const [FIRST, QUIET, LAST] = [user(0), user(1), user(449)];

const samplesOf = (mailbox: string) =>
  world.db.prepare('SELECT usage_mb FROM mailbox_samples WHERE mailbox = ? ORDER BY at').pluck().all(mailbox);
const counted = (table: string) => world.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();

/** @param slice in whose midst the process dies. */
async function killedIn(slice: number): Promise<void> {
  let slices = 0;
  const monitor = world.createMonitor('default', {
    mailboxesQuiet: () => {
      if (++slices === slice) throw new Error('killed');
      return [];
    },
    mailboxesSeen: () => {
      throw new Error('killed at the end');
    },
  });
  expect(await monitor.run({ priority: 'usage' })).toMatchObject({ ok: false, events: [] });
}

describe('a scan of many mailboxes that is killed while it is stored', () => {
  beforeEach(async () => {
    const mailboxes = Array.from({ length: 450 }, (_, index) => ({
      ...{ username: user(index).split('@')[0] ?? '', quota: 1000, usage: 500 },
    }));
    world.server.addDomain({ domain: 'big.example', mailboxes });
    await scan();
    world.now += 3_600_000;
    world.server.setUsage(FIRST, { usage: 950 });
    world.server.setUsage(QUIET, { usage: 510 });
    world.server.setUsage(LAST, { usage: 950, sent: 3_000 });
  });

  it.each([
    ['in its first slice', 1],
    ['between two slices', 2],
    ['between the last slice and its end', 4],
  ])('%s has told nothing, and the next one tells each alert once', async (_, slice) => {
    await killedIn(slice);
    expect(alarms()).toEqual([]);
    expect(counted('events')).toBe(0);
    expect(samplesOf(FIRST)).toEqual([500]);
    expect(samplesOf(QUIET)).toEqual(slice === 1 ? [500] : [500, 510]);

    world.monitor = world.createMonitor('default');
    const run = await scan(MINUTE);
    expect(run).toMatchObject({ ok: true, requests: 1 });
    expect(actions(run)).toEqual(['mailbox.quota_alert', 'mailbox.send_rate_alert']);
    expect(entries(run.events[0]).map(({ mailbox }) => mailbox)).toEqual([FIRST, LAST]);
    expect(entries(run.events[1])).toEqual([expect.objectContaining({ mailbox: LAST, value: 3_000 })]);
    for (const mailbox of [FIRST, QUIET, LAST])
      expect(samplesOf(mailbox), 'each reading is one sample').toHaveLength(2);
    expect(counted('mailbox_samples')).toBe(2 * 453);
    expect(actions(await scan(MINUTE)), 'once').toEqual([]);
  });

  it('and is not gone on with finds the sending rate all the same', async () => {
    await killedIn(4);
    world.monitor = world.createMonitor('default');
    const run = await scan(2);
    expect(actions(run)).toEqual(['mailbox.quota_alert', 'mailbox.send_rate_alert']);
    expect(entries(run.events[1])).toEqual([expect.objectContaining({ mailbox: LAST, value: 1_000 })]);
  });

  it('or cancelled tells nothing either', async () => {
    const controller = new AbortController();
    const monitor = world.createMonitor('default', {
      mailboxesQuiet: () => {
        controller.abort();
        return [];
      },
    });
    const run = await monitor.run({ priority: 'usage', signal: controller.signal });
    expect(run).toMatchObject({ ok: false, cancelled: true, events: [] });
    expect(alarms()).toEqual([]);
    expect(counted('events')).toBe(0);
    expect(actions(await scan(MINUTE))).toEqual(['mailbox.quota_alert', 'mailbox.send_rate_alert']);
  });
});

describe('what the account watch learns from a scan of many mailboxes', () => {
  it('is shown bit by bit where nothing has changed, and the rest at the end', async () => {
    const quiet: string[][] = [];
    const seen: string[][] = [];
    const event = { action: 'mailbox.create' } as never;
    const monitor = world.createMonitor('default', {
      mailboxesQuiet: (lists, doubt) => {
        expect(world.db.inTransaction).toBe(true);
        quiet.push([...lists.keys()].sort());
        if (quiet.length === 1) doubt('empty.example');
        return [...lists.keys()].filter((domain) => domain === 'b.example');
      },
      mailboxesSeen: (lists) => {
        seen.push([...lists.keys()]);
        return [event];
      },
    });
    world.beforeSecondLook = () => undefined;
    const run = await monitor.run({ priority: 'usage' });
    expect(quiet).toEqual([['a.example', 'b.example', 'empty.example'], ['empty.example']]);
    expect(seen).toEqual([['b.example'], []]);
    expect(run).toMatchObject({ ok: true, events: [event, event] });
  });
});
