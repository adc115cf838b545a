import type { AnswerLog } from '../world/answers.ts';
import type { History } from '../world/history.ts';
import type { Truth } from '../world/truth.ts';
import { type AlarmState, type Reading, readingOf, silently } from './alarm.ts';
import type { Findings } from './findings.ts';
import { type Run, SHARED_MS } from './run.ts';

const MB = 1024 ** 2;
const SUBJECT = 'account storage';

interface Figures {
  threshold: number;
  /** MB. */
  value: number;
  limit?: number;
  percent?: number;
  since: string;
  reason?: string;
}

export interface QuotaOracleOptions {
  truth: Truth;
  findings: Findings;
  api: AnswerLog;
  accountPercent: History<number>;
}

/** Holds the alarm about the account's own storage against what its mailboxes really held. */
export class QuotaOracle {
  readonly #options: QuotaOracleOptions;
  #states = new Set<AlarmState>(['normal']);
  #since: string | undefined;
  checked = 0;

  constructor(options: QuotaOracleOptions) {
    this.#options = options;
  }

  run(run: Run): void {
    const blame = (text: string) => this.#options.findings.blame(SUBJECT, text);
    if (run.events.length > 1) blame('told twice in one scan');
    const [event] = run.events;
    if (run.outcome === 'failed' || run.outcome === 'cancelled') {
      if (event) blame(`a ${run.outcome} scan recorded ${event.action}`);
    } else if (event) this.#told(run, event.action, event.details as unknown as Figures, event.at);
    else if (run.outcome === 'ok') this.#silent(run);
  }

  finish(at: number): void {
    const quota = this.#options.truth.quota.at(at);
    const reading = quota && readingOf(quota.used, quota.limit, this.#options.accountPercent.last ?? 90);
    const states = [...this.#states];
    if (reading && (states.length !== 1 || states.some((state) => silently(state, reading) === undefined)))
      this.#options.findings.blame(SUBJECT, `ends ${reading}, but the app holds it for ${states.join()}`);
  }

  #told(run: Run, action: string, figures: Figures, at: string): void {
    const { truth, findings, accountPercent } = this.#options;
    const blame = (text: string) => findings.blame(SUBJECT, `${action}: ${text}`);
    const isAlert = action === 'account.quota_alert';
    if (!this.#states.has(isAlert ? 'normal' : 'alarm'))
      blame(`it was in ${[...this.#states].join()} already`);
    const { value, limit = 0, percent, threshold, since, reason } = figures;
    if (!accountPercent.during(run.from, run.to).includes(threshold)) blame(`a threshold of ${threshold}`);
    const seen = truth.quota.during(run.oldest - SHARED_MS, run.to);
    if (!seen.some((one) => one && one.used / MB === value && one.limit / MB === limit))
      blame(`${value} of ${limit} MB was never so in that scan`);
    const reading = readingOf(value, limit, threshold);
    const wanted: readonly Reading[] = isAlert ? ['high'] : ['low', 'unlimited'];
    if (!wanted.includes(reading)) blame(`${value} of ${limit} MB is ${reading} at ${threshold} %`);
    if (limit > 0 && Math.abs((percent ?? 0) - (value / limit) * 100) > 1e-9) blame(`says ${percent} %`);
    if ((reading === 'unlimited') !== (reason !== undefined)) blame(`gives the reason ${reason}`);
    if (since !== (isAlert ? at : this.#since))
      blame(`says since ${since}, not ${isAlert ? at : this.#since}`);
    this.#states = new Set([isAlert ? 'alarm' : 'normal']);
    this.#since = isAlert ? since : undefined;
  }

  #silent(run: Run): void {
    const { truth, api, findings, accountPercent } = this.#options;
    const readings = new Set<Reading>();
    for (const one of truth.quota.during(run.oldest - SHARED_MS, run.to))
      for (const threshold of accountPercent.during(run.from, run.to))
        if (one) readings.add(readingOf(one.used, one.limit, threshold ?? 90));
    const [reading] = readings;
    if (readings.size !== 1 || reading === undefined) return;
    if (!api.isClean('/quota', run.oldest - SHARED_MS, run.to)) return;
    this.checked++;
    const after = [...this.#states].flatMap((state) => silently(state, reading) ?? []);
    if (after.length === 0)
      findings.blame(SUBJECT, `is ${reading}, was ${[...this.#states].join()}, and nobody was told`);
    this.#states = new Set(after.length > 0 ? after : [reading === 'high' ? 'alarm' : 'normal']);
  }
}
