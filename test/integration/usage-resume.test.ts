import { describe, expect, it, vi } from 'vitest';
import { createScanAnswers } from '../../src-main/engine/scans/scan-answers.ts';
import { actions, HOUR, usageWorld } from './usage-support.ts';

const world = usageWorld();
const { scan, names, alarms, rows } = world;
const MINUTE = 1 / 60;
const INTERRUPTED = { interrupted: () => true };

const answers = () => createScanAnswers(world.db, 'default', 'usage');
const left = () => [...answers().resume(world.now).keys()].sort();
/** Paths of the requests since the last call. */
function asked(): string[] {
  return world.server.requests.splice(0).map(({ path }) => path);
}
const ofDomain = (domain: string) => `/domains/${domain}/email-accounts`;
const mailboxesOf = (domain: string) => rows().filter((row) => row.domain === domain);

/** 40 more domains with a mailbox each. */
function addDomains(): string[] {
  const domains = Array.from({ length: 40 }, (_, each) => `m${String(each).padStart(2, '0')}.example`);
  for (const domain of domains)
    world.server.addDomain({ domain, mailboxes: [{ username: 'info', quota: 1000, usage: 500 }] });
  return domains;
}

/** MXroute is gone once `answered` lists were read. */
function goneAfter(answered: number): { onProgress: (done: number) => void } {
  return {
    onProgress(done) {
      if (done === answered)
        world.server.fault({ path: '/domains/*', fault: { kind: 'status', status: 503 } });
    },
  };
}

describe('a scan that was cut off because MXroute stopped answering', () => {
  it('applies what it read, leaves the rest, and says so', async () => {
    addDomains();
    world.server.setUsage('info@a.example', { usage: 950 });
    const run = await scan(0, goneAfter(10));
    expect(run).toMatchObject({ ok: false, cancelled: false, incomplete: true, errorCode: 'server_error' });
    expect(actions(run)).toEqual(['mailbox.quota_alert']);
    expect(run.message).toMatch(
      /^1\d mailboxes in 1\d domains read, 1 alert\. 3\d domains are still to be read: MXroute could not answer /,
    );
    expect(run.requests).toBeLessThan(45);
    expect(alarms()).toEqual(['info@a.example storage']);
  });

  it('is gone on with: only what is missing is asked for, and every alert comes once', async () => {
    const domains = addDomains();
    world.server.setUsage('info@a.example', { usage: 950 });
    await scan(0, goneAfter(10));
    const read = names().length;
    world.server.clearFaults();
    for (const domain of domains) world.server.setUsage(`info@${domain}`, { usage: 920 });
    const missing = domains.filter((domain) => mailboxesOf(domain).length === 0);
    expect(missing.length).toBeGreaterThan(20);
    asked();
    const run = await scan(2 * MINUTE);
    expect(run).toMatchObject({ ok: true, requests: 1 + missing.length });
    expect(asked().sort()).toEqual(['/domains', ...missing.map(ofDomain)].sort());
    expect(names()).toHaveLength(43);
    expect(run.events[0]).toMatchObject({ target: `${43 - read} mailboxes` });
    expect(left()).toEqual([]);
    // The next one is a whole scan again.
    expect(await scan()).toMatchObject({ ok: true, requests: 44 });
    const told = world.db.prepare('SELECT details FROM events').pluck().all() as string[];
    const alerted = told.flatMap((text) =>
      (JSON.parse(text).mailboxes as { mailbox: string }[]).map(({ mailbox }) => mailbox),
    );
    expect(alerted.sort()).toEqual(['info@a.example', ...domains.map((domain) => `info@${domain}`)].sort());
  });

  it('starts over an hour later', async () => {
    addDomains();
    await scan(0, goneAfter(10));
    world.server.clearFaults();
    expect(await scan(1)).toMatchObject({ ok: true, requests: 44 });
  });

  it('takes a domain that answers no more for read in vain, not for the end of MXroute', async () => {
    const domains = addDomains().slice(0, 12);
    for (const domain of domains)
      world.server.fault({ path: ofDomain(domain), fault: { kind: 'status', status: 500 } });
    expect(await scan(0)).toMatchObject({ ok: false, incomplete: true });
    const run = await scan(2 * MINUTE);
    expect(run.ok).toBe(true);
    expect(run.message).toMatch(/\. 12 domains could not be read and stay as they were /);
    expect(names()).toHaveLength(43 - domains.length);
    expect(left()).toEqual([]);
  });

  it('where nothing at all was read, the run failed, and what earlier ones read is still known', async () => {
    const domains = addDomains();
    await scan(0, goneAfter(10));
    const before = world.everything();
    expect(await scan(2 * MINUTE)).toMatchObject({ ok: false, errorCode: 'server_error', events: [] });
    expect(world.everything()).toBe(before);
    world.server.clearFaults();
    const run = await scan(10 * MINUTE);
    expect(run.ok).toBe(true);
    expect(run.requests).toBeLessThan(domains.length);
    expect(names()).toHaveLength(43);
  });

  it('forgets a domain that has left the account meanwhile', async () => {
    addDomains();
    await scan(0, goneAfter(10));
    world.server.clearFaults();
    world.server.deleteDomain('a.example');
    expect((await scan(2 * MINUTE)).ok).toBe(true);
    expect(mailboxesOf('a.example')).toEqual([]);
  });

  it('a recheck in between is newer than what was kept', async () => {
    addDomains();
    world.server.setUsage('info@a.example', { usage: 950 });
    await scan(0, goneAfter(10));
    world.server.clearFaults();
    world.server.setUsage('info@a.example', { usage: 100 });
    expect(actions(await scan(MINUTE, { only: ['a.example'] }))).toEqual(['mailbox.quota_recovered']);
    expect(actions(await scan(MINUTE))).toEqual([]);
    expect(alarms()).toEqual([]);
  });
});

describe('a scan of a process that was killed', () => {
  /** What the process had kept when it died: b.example, full, an hour before its next scan at most. */
  async function killedAfterReading(minutesAgo: number): Promise<void> {
    world.server.setUsage('info@b.example', { usage: 950 });
    world.server.fault({ path: ofDomain('a.example'), fault: { kind: 'hang' } });
    const controller = new AbortController();
    await scan(0, { signal: controller.signal, onProgress: (done) => done === 2 && controller.abort() });
    expect(left()).toEqual(['b.example', 'empty.example']);
    // The simulator notices a hung request's end a moment later.
    await vi.waitFor(() => expect(world.server.count(ofDomain('a.example'))).toBeGreaterThan(0));
    world.server.clearFaults();
    world.server.setUsage('info@b.example', { usage: 100 });
    asked();
    world.now += minutesAgo * 60_000;
    world.monitor = world.createMonitor('default');
  }

  it('goes on where it stopped, and each reading keeps its own time', async () => {
    await killedAfterReading(5);
    const readAt = new Date(world.now - 5 * 60_000).toISOString();
    const run = await scan(0);
    expect(asked()).toEqual(['/domains', ofDomain('a.example')]);
    expect(run.message).toBe('3 mailboxes in 3 domains read, 1 alert.');
    expect(mailboxesOf('b.example')[0]).toMatchObject({ usageMb: 950, readAt, alarms: ['storage'] });
    expect(left()).toEqual([]);
  });

  it('reads again what is older than an hour', async () => {
    await killedAfterReading(60);
    expect(await scan(0)).toMatchObject({ ok: true, requests: 4, events: [] });
  });

  it('reads again what a clock that was set back has put into the future', async () => {
    await killedAfterReading(-30);
    expect(await scan(0)).toMatchObject({ ok: true, requests: 4, events: [] });
  });

  it('reads again what another version has kept in a form of its own', async () => {
    await killedAfterReading(5);
    world.db.prepare("UPDATE scan_answers SET value = '{}' WHERE subject = 'b.example'").run();
    expect(await scan(0)).toMatchObject({ ok: true, requests: 3, events: [] });
  });

  it('another login’s answers are no answers', async () => {
    await killedAfterReading(5);
    world.db.prepare("UPDATE accounts SET username = 'somebody-else'").run();
    expect(left()).toEqual([]);
  });

  it('judges the sending rate by the kept reading’s own time', async () => {
    await scan(0);
    asked();
    world.now += HOUR;
    world.server.setUsage('info@b.example', { sent: 350 });
    await killedAfterReading(10);
    const run = await scan(0);
    expect(actions(run)).toEqual(['mailbox.quota_alert', 'mailbox.send_rate_alert']);
    expect(run.events[1]?.details).toMatchObject({ mailboxes: [{ mailbox: 'info@b.example', value: 350 }] });
  });
});

describe('a scan during which this computer slept or was offline', () => {
  it('leaves the requests that broke by it to be read, however few they are', async () => {
    world.server.fault({ path: ofDomain('a.example'), fault: { kind: 'close' } });
    const run = await scan(0, INTERRUPTED);
    expect(run).toMatchObject({ ok: false, incomplete: true, errorCode: 'network' });
    expect(names()).toEqual(['info@b.example']);
    world.server.clearFaults();
    asked();
    expect(await scan(MINUTE)).toMatchObject({ ok: true, requests: 2 });
    expect(asked()).toEqual(['/domains', ofDomain('a.example')]);
    expect(names()).toHaveLength(3);
  });

  it('does not judge by lists that have become old in its sleep', async () => {
    world.server.setUsage('info@a.example', { usage: 950 });
    const run = await scan(0, {
      ...INTERRUPTED,
      onProgress: (done) => {
        if (done === 3) world.now += 8 * HOUR;
      },
    });
    expect(run).toMatchObject({ ok: false, events: [] });
    expect(alarms()).toEqual([]);
    world.server.setUsage('info@a.example', { usage: 100 });
    expect(await scan(MINUTE)).toMatchObject({ ok: true, requests: 4, events: [] });
  });

  it('an error of MXroute’s own is not blamed on the sleep', async () => {
    world.server.fault({ path: ofDomain('a.example'), fault: { kind: 'status', status: 500 } });
    expect(await scan(0, INTERRUPTED)).toMatchObject({ ok: true });
  });
});

describe('a scan that nothing disturbs', () => {
  it('keeps nothing behind and costs one request and one per domain', async () => {
    expect(await scan()).toMatchObject({ ok: true, requests: 4 });
    expect(left()).toEqual([]);
  });

  it('of some domains keeps nothing at all', async () => {
    const kept: number[] = [];
    await scan(0, { only: ['a.example', 'b.example'], onProgress: () => kept.push(left().length) });
    expect(kept).toEqual([0, 0, 0]);
  });

  it('shows its lists to whoever else learns from them, in one transaction, and tells their events', async () => {
    const seen: string[][] = [];
    const event = { action: 'mailbox.create' } as never;
    const monitor = world.createMonitor('default', {
      mailboxesSeen: (lists) => {
        expect(world.db.inTransaction).toBe(true);
        seen.push([...lists.keys()].sort());
        return [event];
      },
    });
    const run = await monitor.run({ priority: 'usage' });
    expect(seen).toEqual([['a.example', 'b.example', 'empty.example']]);
    expect(run.events).toEqual([event]);
    expect(run.message).toBe('3 mailboxes in 3 domains read.');
  });

  it('tells nothing where one who learns from it cannot store what it learned, and all of it the next time', async () => {
    world.server.setUsage('info@a.example', { usage: 950 });
    const monitor = world.createMonitor('default', {
      mailboxesSeen: () => {
        throw new Error('The disk is full.');
      },
    });
    expect(await monitor.run({ priority: 'usage' })).toMatchObject({ ok: false, events: [] });
    expect(alarms()).toEqual([]);
    expect(world.db.prepare('SELECT count(*) FROM events').pluck().get()).toBe(0);
    expect(names()).not.toContain('info@a.example');
    expect(actions(await scan(MINUTE))).toEqual(['mailbox.quota_alert']);
    expect(actions(await scan(1))).toEqual([]);
  });
});
