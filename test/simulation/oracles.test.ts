import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../src-shared/audit-event.ts';
import { DeliveryOracle } from './oracle/delivery-oracle.ts';
import { DnsOracle } from './oracle/dns-oracle.ts';
import { Findings } from './oracle/findings.ts';
import { LivenessOracle } from './oracle/liveness-oracle.ts';
import { MonitorOracle } from './oracle/monitor-oracle.ts';
import type { Run } from './oracle/run.ts';
import { UsageOracle } from './oracle/usage-oracle.ts';
import { WatchOracle } from './oracle/watch-oracle.ts';
import { VirtualTime } from './time/virtual-time.ts';
import { AnswerLog } from './world/answers.ts';
import { History } from './world/history.ts';
import { Truth } from './world/truth.ts';

const DOMAIN = 'a.example';
const MAILBOX = `info@${DOMAIN}`;
const HOUR = 3_600_000;

/** One domain with one mailbox, and scans of it that see everything. */
function world() {
  const time = new VirtualTime(0);
  const findings = new Findings(() => time.now);
  const truth = new Truth(time, () => undefined);
  const [api, dns] = [new AnswerLog(), new AnswerLog()];
  const constant = <T>(value: T) => {
    const history = new History<T>();
    history.set(0, value);
    return history;
  };
  const oracles = {
    dns: new DnsOracle({ truth, findings, api, dns, requireMail: constant(false) }),
    usage: new UsageOracle({
      ...{ truth, findings, api, storagePercent: constant(90), sendPercent: constant(90) },
    }),
    watch: new WatchOracle({ truth, findings, api, clockMoved: () => false }),
  };
  let events = 0;
  const event = (action: AuditEvent['action'], target: string, details: object): AuditEvent => ({
    ...{ id: ++events, at: new Date(time.now).toISOString(), action, label: '', severity: 'info' },
    ...{ actor: 'monitor', target, account: 'default', details: { ...details } },
  });
  truth.addDomain(DOMAIN, ['info']);
  return {
    ...{ time, truth, findings, oracles, event },
    /** Three days later, so that nothing of before counts any more. */
    run(monitor: 'dns' | 'usage' | 'watch', recorded: (at: string) => AuditEvent[] = () => []): string[] {
      time.now += 72 * HOUR;
      const told = 'truth' as const;
      for (const path of [
        '',
        '/dns',
        '/email-accounts',
        '/forwarders',
        '/pointers',
        '/catch-all',
        '/spam/settings',
      ])
        api.add({ at: time.now, subject: `/domains/${DOMAIN}${path}`, told });
      api.add({ at: time.now, subject: '/domains', told });
      dns.add({ at: time.now, subject: DOMAIN, told });
      const { now } = time;
      const run: Run = {
        ...{ monitor, from: now, to: now, oldest: now, outcome: 'ok' },
        events: recorded(new Date(now).toISOString()),
      };
      oracles[monitor].run(run);
      return findings.list.splice(0).map(({ text }) => text);
    },
  };
}

const MX_GONE = { check: 'mx', status: 'fail' };
const alert = (since: string, checks = [MX_GONE]) => ({
  domains: [{ domain: DOMAIN, from: 'healthy', to: 'unhealthy', since, checks }],
});

describe('the oracle of DNS', () => {
  it('takes the truth', () => {
    const { truth, run, event } = world();
    expect(run('dns')).toEqual([]);
    truth.setZone(DOMAIN, { mx: 'missing' });
    expect(run('dns', (at) => [event('dns.health_alert', DOMAIN, alert(at))])).toEqual([]);
    expect(run('dns')).toEqual([]);
  });

  it('sees an alert that is not true, and one that is told twice', () => {
    const { truth, run, event } = world();
    run('dns');
    const told = (at: string) => [event('dns.health_alert', DOMAIN, alert(at))];
    expect(run('dns', told)).toContain('alert says that mx is fail, which it never was in that scan');
    truth.setZone(DOMAIN, { mx: 'missing' });
    expect(run('dns', told)).toContain('alert from healthy, but it was unhealthy');
  });

  it('sees that nobody was told, and that a check was left out', () => {
    const { truth, run, event } = world();
    run('dns');
    truth.setZone(DOMAIN, { mx: 'missing', spf: 'two' });
    expect(run('dns')).toEqual(['is unhealthy, was healthy, and nobody was told']);
    const other = world();
    other.run('dns');
    other.truth.setZone(DOMAIN, { mx: 'missing', spf: 'two' });
    expect(other.run('dns', (at) => [event('dns.health_alert', DOMAIN, alert(at))])).toEqual([
      'alert says that spf is fine, but it was fail',
    ]);
  });
});

describe('the oracle of usage', () => {
  const full = (since: string, more: object = {}) => ({
    threshold: 90,
    mailboxes: [
      { mailbox: MAILBOX, domain: DOMAIN, value: 1000, limit: 1024, percent: 97.65625, since, ...more },
    ],
  });

  const told = (event: ReturnType<typeof world>['event']) => (at: string) => [
    event('mailbox.quota_alert', MAILBOX, full(at)),
  ];

  it('takes the truth once, and not before it is true', () => {
    const { truth, run, event } = world();
    expect(run('usage')).toEqual([]);
    expect(run('usage', told(event))).toEqual(['quota alert: 1000 of 1024 was never so in that scan']);
    const other = world();
    other.truth.changeMailbox(MAILBOX, { usage: 1000 });
    expect(other.run('usage', told(other.event))).toEqual([]);
    expect(other.run('usage', told(other.event))).toEqual(['quota alert: it was in alarm already']);
    truth.changeMailbox(MAILBOX, { usage: 1000 });
    expect(run('usage')).toEqual([]);
  });

  it('sees that nobody was told, and a recovery above the line', () => {
    const { truth, run, event } = world();
    truth.changeMailbox(MAILBOX, { usage: 1000 });
    expect(run('usage')).toEqual(['quota is high, was normal, and nobody was told']);
    truth.changeMailbox(MAILBOX, { usage: 880 });
    const early = (since: string) => full(since, { value: 880, percent: (880 / 1024) * 100 });
    expect(run('usage', (at) => [event('mailbox.quota_recovered', MAILBOX, early(at))])).toContain(
      'quota recovered: 880 of 1024 is between at 90 %',
    );
  });
});

describe('the oracle of the watch', () => {
  const created = { domain: DOMAIN, quotaMb: 1024, sendLimit: 9600 };

  it('takes the truth, sees what nobody was told, and what is told twice', () => {
    const { truth, run, event } = world();
    expect(run('watch')).toEqual([]);
    truth.addMailbox(`new@${DOMAIN}`, {});
    const told = () => [event('mailbox.create', `new@${DOMAIN}`, created)];
    expect(run('watch', told)).toEqual([]);
    expect(run('watch', told)).toEqual([expect.stringContaining('mailbox.create: {} does not follow')]);
    truth.changeMailbox(`new@${DOMAIN}`, { quota: 5 });
    expect(run('watch')).toEqual([expect.stringContaining('and nobody was told')]);
  });

  it('believes no event that is not true', () => {
    const { run, event } = world();
    run('watch');
    const gone = { domain: DOMAIN, usageMb: 100, quotaMb: 1024 };
    expect(run('watch', () => [event('mailbox.delete', MAILBOX, gone)])).toEqual([
      expect.stringContaining('was never so in that scan'),
    ]);
  });
});

describe('the oracles of the app itself', () => {
  const findings = () => new Findings(() => 0);
  const texts = (list: Findings) => list.list.map(({ text }) => text);
  const message = (id: number) =>
    ({ id, action: 'dns.health_alert', target: DOMAIN, details: {} }) as unknown as AuditEvent;

  it('see a message that never arrived, came twice, or overtook another', () => {
    const found = findings();
    const oracle = new DeliveryOracle(found);
    for (const id of [1, 2, 3, 4]) oracle.recorded(message(id), ['os']);
    oracle.killedWhileSending('os', 1);
    const arrived = [[1], [1], [3], [2, 2]].map((ids) => ({ at: 0, ids }));
    oracle.finish([{ name: 'os', arrived }]);
    expect(texts(found)).toEqual([
      `event 2 (dns.health_alert ${DOMAIN}) arrived after event 3 (dns.health_alert ${DOMAIN})`,
      `event 4 (dns.health_alert ${DOMAIN}) never arrived`,
      `event 2 (dns.health_alert ${DOMAIN}) arrived 2 times, at most 1 are to be explained`,
    ]);
  });

  it('see three failures of which nobody was told, and a failure for which there was no reason', () => {
    const found = findings();
    let isTrouble = true;
    const oracle = new MonitorOracle({
      ...{
        findings: found,
        refused: () => false,
        interrupted: () => false,
        isOffline: () => false,
        trouble: () => isTrouble,
      },
    });
    const failed: Run = {
      ...{ monitor: 'dns', from: 0, to: 0, oldest: 0, outcome: 'failed', events: [] },
    };
    for (let times = 0; times < 3; times++) oracle.run(failed, []);
    isTrouble = false;
    oracle.run({ ...failed, monitor: 'usage' }, []);
    expect(texts(found)).toEqual([
      'failed 3 times, and nobody was told',
      'failed, and nothing stood in its way',
    ]);
  });

  it('see a monitor that fell silent', () => {
    const found = findings();
    let now = 0;
    const oracle = new LivenessOracle(
      { findings: found, now: () => now, intervalMs: () => HOUR, clockMoved: () => false },
      ['dns'],
    );
    oracle.world(true);
    now = 2 * HOUR;
    oracle.ran('dns');
    now = 5 * HOUR;
    oracle.world(false);
    expect(texts(found)).toEqual(['did not run for 180 min, and nothing stood in its way']);
  });

  it('blames a monitor that failed and is not tried again soon', () => {
    let now = 0;
    const found = new Findings(() => now);
    const options = { findings: found, now: () => now, intervalMs: () => 24 * HOUR, clockMoved: () => false };
    const oracle = new LivenessOracle(options, ['dns']);
    oracle.world(true);
    now = HOUR;
    oracle.failed('dns');
    now = 2 * HOUR;
    oracle.failed('dns');
    expect(texts(found), 'an hour is the longest pause').toEqual([]);
    now = 4 * HOUR;
    oracle.ran('dns');
    expect(texts(found)).toEqual(['failed, and was not tried again for 120 min']);
  });
});
