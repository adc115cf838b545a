import type { MonitorName } from '../../../src-shared/monitors.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { ActiveAccount } from '../accounts/active.ts';
import { ACCOUNT_CHANGED, isSameLogin } from '../accounts/same-login.ts';
import type { ChangeFeed } from '../feed.ts';
import type { MonitorRun, ScanOptions } from '../monitor.ts';
import type { MonitorPool } from '../monitor-pool.ts';
import type { NetworkStatus } from '../ports.ts';
import { excuse } from './interruption.ts';
import type { ScanJob } from './scan-runner.ts';

export interface ScanExecutionOptions {
  accounts: Pick<Accounts, 'active'>;
  pool: Pick<MonitorPool, 'for'>;
  network: Pick<NetworkStatus, 'online'>;
  feed: ChangeFeed;
  /** How often this computer slept or lost the network so far. */
  interruptions: () => number;
}

/** Runs one monitor for one account, and knows what befell either of them meanwhile. */
export class ScanExecution {
  readonly #options: ScanExecutionOptions;
  /** Runs whose account was edited, removed or swapped under their hands. */
  readonly #outdated = new WeakSet<MonitorRun>();
  /** Runs that failed because this computer slept or was offline meanwhile. */
  readonly #interrupted = new WeakSet<MonitorRun>();

  constructor(options: ScanExecutionOptions) {
    this.#options = options;
  }

  async run({ accountId, monitor }: ScanJob, scanOptions: ScanOptions): Promise<MonitorRun> {
    const { pool, feed, network, interruptions } = this.#options;
    const account = this.#account(accountId);
    if (!account) throw Object.assign(new Error('This account is no longer there.'), { code: 'not_found' });
    const before = interruptions();
    const interrupted = () => !network.online() || interruptions() !== before;
    const run = await pool.for(account)[monitor].run({ ...scanOptions, interrupted });
    feed.changed(...CHANGED_BY[monitor]);
    if (isSameLogin(account, this.#account(accountId))) return this.#excused(run, interrupted());
    // Credentials that were taken away mid-scan say nothing about those that are there now.
    const outdated: MonitorRun = run.ok ? run : { ...run, cancelled: true, message: ACCOUNT_CHANGED };
    this.#outdated.add(outdated);
    return outdated;
  }

  isOutdated(run: MonitorRun): boolean {
    return this.#outdated.has(run);
  }

  isInterrupted(run: MonitorRun): boolean {
    return this.#interrupted.has(run);
  }

  /** The run as it is told: with what this computer itself did to it taken into account. */
  #excused(run: MonitorRun, interrupted: boolean): MonitorRun {
    const excused = excuse(run, { offline: !this.#options.network.online(), interrupted });
    if (excused) this.#interrupted.add(excused);
    return excused ?? run;
  }

  #account(accountId: string): ActiveAccount | undefined {
    return this.#options.accounts.active().find(({ id }) => id === accountId);
  }
}

/** What screens show of a monitor's findings; its events announce themselves. */
const CHANGED_BY: Record<MonitorName, ('domains' | 'mailboxes' | 'quotas')[]> = {
  dns: ['domains'],
  usage: ['mailboxes'],
  quota: ['quotas'],
  watch: [],
};
