import type { Engine } from '../../../src-main/engine/engine.ts';
import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import { MONITOR_SETTINGS, MONITORS, type MonitorName } from '../../../src-shared/monitors.ts';
import type { AnswerLog } from '../world/answers.ts';
import type { Receiver } from '../world/receivers.ts';
import type { Settings } from '../world/settings.ts';
import type { Troubles } from '../world/trouble.ts';
import type { Truth } from '../world/truth.ts';
import { DeliveryOracle } from './delivery-oracle.ts';
import { DnsOracle } from './dns-oracle.ts';
import type { Findings } from './findings.ts';
import { LivenessOracle } from './liveness-oracle.ts';
import { MonitorOracle } from './monitor-oracle.ts';
import { QuotaOracle } from './quota-oracle.ts';
import { RateOracle } from './rate-oracle.ts';
import type { Run } from './run.ts';
import { UsageOracle } from './usage-oracle.ts';
import { isWatchAction } from './watch-events.ts';
import { WatchOracle } from './watch-oracle.ts';

const HOUR = 3_600_000;

export interface OraclesOptions {
  truth: Truth;
  findings: Findings;
  settings: Settings;
  apiAnswers: AnswerLog;
  dnsAnswers: AnswerLog;
  troubles: Troubles;
  now: () => number;
  /** Whether the app has been told that this computer is offline. */
  isOffline: () => boolean;
}

/** All who judge the app. They know the spec and the world, and of the app only what it tells. */
export class Oracles {
  readonly delivery: DeliveryOracle;
  readonly #options: OraclesOptions;
  readonly #monitors: MonitorOracle;
  readonly #liveness: LivenessOracle;
  readonly #dns: DnsOracle;
  readonly #usage: UsageOracle;
  readonly #rate: RateOracle;
  readonly #quota: QuotaOracle;
  readonly #watch: WatchOracle;
  #runs = 0;

  constructor(options: OraclesOptions) {
    const { truth, findings, settings, apiAnswers: api, dnsAnswers: dns, troubles, now } = options;
    this.#options = options;
    this.delivery = new DeliveryOracle(findings);
    this.#dns = new DnsOracle({ truth, findings, api, dns, requireMail: settings.requireMail });
    const { storagePercent, sendPercent } = settings;
    this.#usage = new UsageOracle({ truth, findings, api, storagePercent, sendPercent });
    const clockMoved = (from: number, to: number) => settings.clockMoved(from, to);
    this.#rate = new RateOracle({ truth, findings, api, perHour: 300, clockMoved });
    this.#quota = new QuotaOracle({ truth, findings, api, accountPercent: settings.accountPercent });
    this.#watch = new WatchOracle({ truth, findings, api, clockMoved });
    this.#monitors = new MonitorOracle({
      findings,
      isOffline: this.#options.isOffline,
      interrupted: (from, to) => this.#wasInterrupted(from, to),
      trouble: (from, to) =>
        troubles.during('api', from, to) ||
        troubles.during('dns', from, to) ||
        this.#wasInterrupted(from, to),
      refused: (from, to) =>
        troubles.episodes.some(
          (one) =>
            one.trouble.of === 'api' &&
            one.trouble.fault === 'unauthorized' &&
            one.from <= to &&
            from < one.to,
        ),
    });
    const intervalMs = (monitor: MonitorName) => settings.intervalHours(MONITOR_SETTINGS[monitor]) * HOUR;
    this.#liveness = new LivenessOracle({ findings, now, intervalMs, clockMoved }, MONITORS);
  }

  ran(run: Run, about: readonly AuditEvent[]): void {
    this.#runs++;
    if (run.outcome === 'ok') this.#liveness.ran(run.monitor);
    if (run.outcome === 'failed') this.#liveness.failed(run.monitor);
    this.#monitors.run(run, about);
    if (run.monitor === 'dns') this.#dns.run(run);
    if (run.monitor === 'quota') this.#quota.run(run);
    const [watched, rest] = [true, false].map((wanted) => ({
      ...run,
      events: run.events.filter(({ action }) => isWatchAction(action) === wanted),
    })) as [Run, Run];
    if (run.monitor === 'usage') {
      this.#rate.run(rest);
      this.#usage.run(rest);
    }
    if (run.monitor === 'usage' || run.monitor === 'watch') this.#watch.run(watched);
  }

  /** Whether nothing stands in the way of a scan from now on. */
  world(isWell: boolean): void {
    this.#liveness.world(isWell);
  }

  finish(engine: Engine, receivers: readonly Receiver[], leftOver: readonly AuditEvent[]): void {
    const { findings, now } = this.#options;
    this.#dns.finish(now());
    this.#usage.finish(now());
    this.#quota.finish(now());
    this.#watch.finish(now());
    this.#monitors.finish();
    this.delivery.finish(receivers);
    for (const event of leftOver) findings.blame(event.target, `${event.action} belongs to no scan`);
    const open = engine.parts.db
      .prepare("SELECT count(*) FROM outbox WHERE status <> 'delivered'")
      .pluck()
      .get();
    if (open !== 0) findings.blame('outbox', `${open} deliveries are not delivered at the end`);
    if (engine.parts.db.pragma('integrity_check', { simple: true }) !== 'ok')
      findings.blame('database', 'is damaged');
  }

  figures(): Record<string, number> {
    return {
      runs: this.#runs,
      failed: this.#monitors.failed,
      judged: [this.#dns, this.#usage, this.#rate, this.#quota, this.#watch].reduce(
        (sum, { checked }) => sum + checked,
        0,
      ),
      arrived: this.delivery.arrived,
      twice: this.delivery.twice,
    };
  }

  /** Whether this computer slept, was offline, or had its clock set. */
  #wasInterrupted(from: number, to: number): boolean {
    const { settings, troubles } = this.#options;
    return (
      settings.ready.during(from, to).includes(false) ||
      settings.clockMoved(from, to) ||
      troubles.during('network', from, to)
    );
  }
}
