import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import { MONITORS, type MonitorName } from '../../../src-shared/monitors.ts';
import type { Findings } from './findings.ts';
import type { Run } from './run.ts';

interface Known {
  /** Scans in a row that could not run: a range, since a kill may come before or after one is counted. */
  failures: [number, number];
  reported: Set<boolean>;
}

/** The app hears some moments later that the computer woke up or has a network again: that cuts off what began meanwhile. */
const TOLD_MS = 5_000;

export interface MonitorOracleOptions {
  findings: Findings;
  /** Whether anything at all stood in a scan's way in this time. */
  trouble: (from: number, to: number) => boolean;
  /** Whether MXroute refused the credentials in this time, in words of its own. */
  refused: (from: number, to: number) => boolean;
  /** Whether the app has been told that this computer is offline. */
  isOffline: () => boolean;
  /** Whether this computer slept, was offline, or had its clock set meanwhile: then it did not fail, it was cut off. */
  interrupted: (from: number, to: number) => boolean;
}

/** "monitor.failed fires after three scans in a row that could not run (credentials refused: at once)." */
export class MonitorOracle {
  readonly #options: MonitorOracleOptions;
  readonly #known = new Map<MonitorName, Known>();
  failed = 0;

  constructor(options: MonitorOracleOptions) {
    this.#options = options;
  }

  run(run: Run, events: readonly AuditEvent[]): void {
    const { findings, trouble, refused, interrupted, isOffline } = this.#options;
    if (run.outcome === 'recheck') return;
    const known = this.#of(run.monitor);
    const actions = events.map(({ action }) => action);
    const blame = (text: string) => findings.blame(run.monitor, text);
    if (actions.length > 1) blame(`one scan led to ${actions.join(' and ')}`);
    const [action] = actions;
    if (action === 'monitor.failed') {
      if (!known.reported.has(false)) blame('monitor.failed was told already');
      const least = refused(run.oldest, run.to) ? 1 : 3;
      if (known.failures[1] + 1 < least) blame(`monitor.failed after ${known.failures[1] + 1} failures`);
      if (run.outcome === 'ok') blame('monitor.failed after a scan that ran');
    }
    if (action === 'monitor.recovered') {
      if (!known.reported.has(true)) blame('monitor.recovered, but nobody had been told that it failed');
      if (run.outcome !== 'ok' && run.outcome !== 'killed')
        blame(`monitor.recovered by a ${run.outcome} scan`);
    }
    if (run.outcome === 'failed' && !trouble(run.oldest - 60_000, run.to))
      blame('failed, and nothing stood in its way');
    if (run.outcome === 'cancelled') return;
    if (run.outcome === 'killed') {
      this.#killed(known, action);
      return;
    }
    if (run.outcome === 'ok') {
      if (action === undefined && !known.reported.has(false)) blame('runs again, and nobody was told');
      known.failures = [0, 0];
      known.reported = new Set([false]);
      return;
    }
    if (isOffline()) {
      if (action !== undefined) blame(`${action} while offline`);
      return;
    }
    this.failed++;
    // Offline is a state, and so is asleep.
    const counts = interrupted(run.from - TOLD_MS, run.to) ? 0 : 1;
    known.failures = [known.failures[0] + counts, known.failures[1] + 1];
    if (action === 'monitor.failed') known.reported = new Set([true]);
    else if (known.failures[0] >= 3 && !known.reported.has(true))
      blame(`failed ${known.failures[0]} times, and nobody was told`);
  }

  finish(): void {
    for (const monitor of MONITORS)
      if (this.#known.has(monitor) && this.#of(monitor).reported.has(true))
        this.#options.findings.blame(monitor, 'still counts as failing at the end');
  }

  /** It had told nobody how it went: the outcome may have been stored all the same. */
  #killed(known: Known, action: string | undefined): void {
    if (action === 'monitor.failed') known.reported = new Set([true]);
    else if (action === 'monitor.recovered') known.reported = new Set([false]);
    known.failures = action === 'monitor.recovered' ? [0, 0] : [0, known.failures[1] + 1];
  }

  #of(monitor: MonitorName): Known {
    const known = this.#known.get(monitor) ?? { failures: [0, 0], reported: new Set([false]) };
    this.#known.set(monitor, known);
    return known;
  }
}
