import type { MonitorName } from '../../../src-shared/monitors.ts';
import type { Findings } from './findings.ts';

/** The longest pause before a scan that could not run is tried again, and what is granted to run it. */
const SLACK_MS = 75 * 60_000;

export interface LivenessOracleOptions {
  findings: Findings;
  now: () => number;
  intervalMs: (monitor: MonitorName) => number;
  /** Whether the computer's clock was set in this time: then a due time may be any time within an interval. */
  clockMoved: (from: number, to: number) => boolean;
}

/** While nothing stands in the way, no monitor is silent for longer than its interval; one that failed tries again soon. */
export class LivenessOracle {
  readonly #options: LivenessOracleOptions;
  readonly #lastRun = new Map<MonitorName, number>();
  readonly #lastFailure = new Map<MonitorName, number>();
  readonly #monitors: readonly MonitorName[];
  #wellSince: number | undefined;
  longest = 0;

  constructor(options: LivenessOracleOptions, monitors: readonly MonitorName[]) {
    this.#options = options;
    this.#monitors = monitors;
  }

  /** Called whenever something changes that a scan could depend on. */
  world(isWell: boolean): void {
    if (this.#wellSince !== undefined) for (const monitor of this.#monitors) this.#look(monitor);
    this.#wellSince = isWell ? this.#options.now() : undefined;
  }

  ran(monitor: MonitorName): void {
    this.#look(monitor);
    this.#lastRun.set(monitor, this.#options.now());
    this.#lastFailure.delete(monitor);
  }

  failed(monitor: MonitorName): void {
    this.#look(monitor);
    this.#lastFailure.set(monitor, this.#options.now());
  }

  #look(monitor: MonitorName): void {
    const { findings, now, intervalMs, clockMoved } = this.#options;
    if (this.#wellSince === undefined) return;
    const failedAt = this.#lastFailure.get(monitor);
    const idle = now() - Math.max(this.#wellSince, failedAt ?? 0);
    if (failedAt !== undefined && idle > SLACK_MS && !clockMoved(failedAt, now()))
      findings.blame(monitor, `failed, and was not tried again for ${Math.round(idle / 60_000)} min`);
    const silent = now() - Math.max(this.#wellSince, this.#lastRun.get(monitor) ?? 0);
    this.longest = Math.max(this.longest, silent);
    if (silent > intervalMs(monitor) + SLACK_MS)
      findings.blame(
        monitor,
        `did not run for ${Math.round(silent / 60_000)} min, and nothing stood in its way`,
      );
  }
}
