import type { MailboxAlertEntry } from '../../../src-shared/audit-event.ts';
import type { AnswerLog } from '../world/answers.ts';
import { DAY } from '../world/trouble.ts';
import type { Truth } from '../world/truth.ts';
import type { AlarmState } from './alarm.ts';
import type { Findings } from './findings.ts';
import { type Run, SHARED_MS } from './run.ts';
import { looksOf, newsOf } from './usage-oracle.ts';

const HOUR = 3_600_000;
const CLOSEST_MS = HOUR / 6;
/** A reading is timed when its answer comes, the truth when it is made. */
const BLUR_MS = 2_000;

interface Reading {
  at: number;
  sent: number;
}

interface Known {
  states: Set<AlarmState>;
  since: string | undefined;
  /** Readings that a finished scan has stored for certain. */
  readings: Reading[];
}

export interface RateOracleOptions {
  truth: Truth;
  findings: Findings;
  api: AnswerLog;
  perHour: number;
  /** Whether the computer's clock was set, or anything else makes its measure of time unsure. */
  clockMoved: (from: number, to: number) => boolean;
}

/** Holds the alarm for the account that was broken into against what was really sent between two readings. */
export class RateOracle {
  readonly #options: RateOracleOptions;
  readonly #known = new Map<string, Known>();
  /** When a reading can have been taken at all. */
  readonly #looks: { from: number; to: number }[] = [];
  checked = 0;

  constructor(options: RateOracleOptions) {
    this.#options = options;
  }

  run(run: Run): void {
    const { truth, findings } = this.#options;
    const look = { from: run.oldest - SHARED_MS, to: run.to };
    // One that looks a second time at a doubted list has two readings of its own.
    const looks = looksOf(run, CLOSEST_MS);
    if (looks > 1) this.#looks.push(look);
    const told = new Map<string, number>();
    for (const { kind, event } of newsOf(run, 'mailbox.send_rate'))
      for (const entry of event.details.mailboxes as MailboxAlertEntry[]) {
        const times = (told.get(entry.mailbox) ?? 0) + 1;
        told.set(entry.mailbox, times);
        if (times > looks)
          findings.blame(entry.mailbox, `told ${times} times of its sending rate in one scan`);
        this.#told(run, kind, entry, event.at);
      }
    for (const address of truth.mailboxes.subjects()) this.#look(run, address, told.has(address));
    if (looks === 1) this.#looks.push(look);
  }

  #told(run: Run, kind: 'alert' | 'recovered', entry: MailboxAlertEntry, at: string): void {
    const { findings, perHour } = this.#options;
    const { mailbox, value = Number.NaN } = entry;
    const blame = (text: string) => findings.blame(mailbox, `send rate ${kind}: ${text}`);
    const known = this.#state(mailbox);
    if (!known.states.has(kind === 'alert' ? 'normal' : 'alarm'))
      blame(`was ${[...known.states].join()} already`);
    if (kind === 'alert' ? value < perHour : value >= perHour / 2) blame(`at ${value} per hour`);
    if (!this.#isTrueRate(mailbox, value, run)) blame(`${value} per hour was never so between two readings`);
    const since = kind === 'alert' ? at : known.since;
    if (entry.since !== since) blame(`says since ${entry.since}, not ${since}`);
    known.states = new Set([kind === 'alert' ? 'alarm' : 'normal']);
    known.since = kind === 'alert' ? at : undefined;
  }

  /**
   * Some earlier look and this one give this rate, with what the counter really was and the time that really passed.
   * When in its look a counter was read is not known to the second: any time that fits will do.
   */
  #isTrueRate(mailbox: string, claimed: number, { oldest, to }: Run): boolean {
    const from = oldest - SHARED_MS;
    const now = this.#counts(mailbox, from, to);
    return this.#looks
      .filter((look) => look.to > from - DAY)
      .some((look) => {
        const shortest = Math.max(CLOSEST_MS - BLUR_MS, from - look.to) / HOUR;
        const longest = (to - look.from) / HOUR;
        return this.#counts(mailbox, look.from, look.to).some((before) =>
          now.some((after) => {
            const grown = after - before;
            const isPossible = grown >= 0 && longest > shortest;
            return isPossible && claimed >= grown / longest - 1e-6 && claimed <= grown / shortest + 1e-6;
          }),
        );
      });
  }

  #counts(mailbox: string, from: number, to: number): number[] {
    return this.#options.truth.mailboxes.during(mailbox, from, to).flatMap((one) => (one ? [one.sent] : []));
  }

  #look(run: Run, address: string, isTold: boolean): void {
    const { truth, api, findings, perHour, clockMoved } = this.#options;
    const answers = api.during(
      `/domains/${address.split('@')[1]}/email-accounts`,
      run.oldest - SHARED_MS,
      run.to,
    );
    const known = this.#known.get(address);
    const [answer] = answers;
    const mailbox = answer && truth.mailboxes.at(address, answer.at);
    const isSure =
      run.outcome === 'ok' && answers.length === 1 && answer?.told === 'truth' && mailbox !== undefined;
    if (!isSure) {
      if (!known) return;
      // Whatever was or was not stored now may be the next measure.
      known.readings = [];
      if (mailbox === undefined) known.states.add('normal');
      return;
    }
    const state = known ?? this.#state(address);
    const reading = { at: answer.at, sent: mailbox.sent };
    const rate = clockMoved(answer.at - DAY, run.to) ? undefined : rateOf(state.readings, reading);
    state.readings = [...state.readings.filter(({ at }) => at > reading.at - DAY), reading];
    if (isTold || rate === undefined) return;
    this.checked++;
    if (rate > perHour * 1.02 && !state.states.has('alarm'))
      findings.blame(address, `sends ${Math.round(rate)} per hour, and nobody was told`);
    else if (rate < perHour * 0.48 && !state.states.has('normal'))
      findings.blame(address, `sends ${Math.round(rate)} per hour again, and nobody was told`);
    else if (rate > perHour * 1.02) state.states = new Set(['alarm']);
    else if (rate < perHour * 0.48) state.states = new Set(['normal']);
  }

  #state(address: string): Known {
    const known = this.#known.get(address) ?? { states: new Set(['normal']), since: undefined, readings: [] };
    this.#known.set(address, known);
    return known;
  }
}

/** As the spec says; undefined where there is no measure, or one that is not sure to the second. */
function rateOf(earlier: readonly Reading[], now: Reading): number | undefined {
  const index = earlier.findLastIndex(({ at }) => now.at - at >= CLOSEST_MS + BLUR_MS);
  const base = earlier[index];
  if (!base || now.at - base.at >= DAY - BLUR_MS) return undefined;
  const steps = [...earlier.slice(index), now];
  if (steps.some(({ at }) => Math.abs(now.at - at - CLOSEST_MS) < BLUR_MS)) return undefined;
  if (steps.some(({ sent }, at) => at > 0 && sent < (steps[at - 1]?.sent ?? 0))) return undefined;
  return ((now.sent - base.sent) * HOUR) / (now.at - base.at);
}
