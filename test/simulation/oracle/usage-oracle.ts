import { domainToASCII } from 'node:url';
import type { AuditEvent, MailboxAlertEntry } from '../../../src-shared/audit-event.ts';
import type { AnswerLog } from '../world/answers.ts';
import type { History } from '../world/history.ts';
import type { MailboxTruth, Truth } from '../world/truth.ts';
import { type AlarmState, type Reading, readingOf, silently } from './alarm.ts';
import type { Findings } from './findings.ts';
import { type Run, SHARED_MS } from './run.ts';

interface Measure {
  name: 'quota' | 'send_limit';
  value: (mailbox: MailboxTruth) => number;
  limit: (mailbox: MailboxTruth) => number;
  threshold: History<number>;
}

interface Known {
  states: Set<AlarmState>;
  since: string | undefined;
}

export interface UsageOracleOptions {
  truth: Truth;
  findings: Findings;
  api: AnswerLog;
  storagePercent: History<number>;
  sendPercent: History<number>;
}

/** Holds every storage and daily-send alarm against what the mailboxes really held and sent. */
export class UsageOracle {
  readonly #options: UsageOracleOptions;
  readonly #measures: readonly Measure[];
  readonly #known = new Map<string, Known>();
  checked = 0;

  constructor(options: UsageOracleOptions) {
    this.#options = options;
    this.#measures = [
      {
        name: 'quota',
        value: (one) => one.usage,
        limit: (one) => one.quota,
        threshold: options.storagePercent,
      },
      {
        name: 'send_limit',
        value: (one) => one.sent,
        limit: (one) => one.limit,
        threshold: options.sendPercent,
      },
    ];
  }

  run(run: Run): void {
    const { findings, truth } = this.#options;
    // A scan that was cut off judges what it has read, and leaves the rest to the next one.
    if (run.outcome === 'cancelled' && run.events.length > 0)
      findings.blame('usage', 'a cancelled scan recorded events');
    for (const measure of this.#measures) {
      const told = new Map<string, number>();
      for (const { kind, event } of newsOf(run, `mailbox.${measure.name}`))
        for (const entry of event.details.mailboxes as MailboxAlertEntry[]) {
          const times = (told.get(entry.mailbox) ?? 0) + 1;
          told.set(entry.mailbox, times);
          if (times > looksOf(run, SHARED_MS))
            findings.blame(entry.mailbox, `told ${times} times of ${measure.name} in one scan`);
          this.#told(run, measure, kind, entry, event);
        }
      for (const mailbox of truth.mailboxes.subjects())
        if (!told.has(mailbox)) this.#silent(run, measure, mailbox);
    }
  }

  finish(at: number): void {
    const { truth, findings } = this.#options;
    for (const address of truth.mailboxes.subjects()) {
      const mailbox = truth.mailboxes.at(address, at);
      if (!mailbox) continue;
      for (const measure of this.#measures) {
        const reading = readingOf(
          measure.value(mailbox),
          measure.limit(mailbox),
          measure.threshold.last ?? 90,
        );
        const states = [...this.#state(address, measure).states];
        if (states.length !== 1 || states.some((state) => silently(state, reading) === undefined))
          findings.blame(
            address,
            `ends with ${measure.name} ${reading}, but the app holds it for ${states.join()}`,
          );
      }
    }
  }

  #told(
    run: Run,
    measure: Measure,
    kind: 'alert' | 'recovered',
    entry: MailboxAlertEntry,
    event: AuditEvent,
  ): void {
    const { findings, truth } = this.#options;
    const { mailbox: address } = entry;
    const blame = (text: string) => findings.blame(address, `${measure.name} ${kind}: ${text}`);
    const known = this.#state(address, measure);
    const from: AlarmState = kind === 'alert' ? 'normal' : 'alarm';
    if (!known.states.has(from)) blame(`it was in ${[...known.states].join()} already`);
    const threshold = event.details.threshold as number;
    if (!measure.threshold.during(run.from, run.to).includes(threshold)) blame(`a threshold of ${threshold}`);
    const figures = truth.mailboxes
      .during(address, run.oldest - SHARED_MS, run.to)
      .filter((one) => one !== undefined)
      .filter((one) => measure.value(one) === entry.value && measure.limit(one) === (entry.limit ?? 0));
    if (figures.length === 0) blame(`${entry.value} of ${entry.limit} was never so in that scan`);
    const wanted: readonly Reading[] = kind === 'alert' ? ['high'] : ['low', 'unlimited'];
    const reading = readingOf(entry.value ?? 0, entry.limit ?? 0, threshold);
    if (!wanted.includes(reading)) blame(`${entry.value} of ${entry.limit} is ${reading} at ${threshold} %`);
    const percent = entry.limit ? ((entry.value ?? 0) * 100) / entry.limit : undefined;
    if (Math.abs((entry.percent ?? 0) - (percent ?? 0)) > 1e-9) blame(`says ${entry.percent} %`);
    if ((reading === 'unlimited') !== (entry.reason !== undefined)) blame(`gives the reason ${entry.reason}`);
    const since = kind === 'alert' ? event.at : known.since;
    if (entry.since !== since) blame(`says since ${entry.since}, not ${since}`);
    known.states = new Set([kind === 'alert' ? 'alarm' : 'normal']);
    known.since = kind === 'alert' ? entry.since : undefined;
  }

  #silent(run: Run, measure: Measure, address: string): void {
    const { truth, findings } = this.#options;
    const there = truth.mailboxes.during(address, run.oldest - SHARED_MS, run.to);
    const known = this.#known.get(keyOf(address, measure));
    if (there.every((one) => one === undefined)) {
      if (!known) return;
      if (run.outcome === 'ok' && this.#isGone(run, address)) this.#known.delete(keyOf(address, measure));
      else known.states.add('normal');
      return;
    }
    const state = known ?? this.#state(address, measure);
    if (there.includes(undefined)) {
      state.states.add('normal');
      return;
    }
    const readings = new Set<Reading>();
    for (const one of there)
      for (const threshold of measure.threshold.during(run.from, run.to))
        if (one) readings.add(readingOf(measure.value(one), measure.limit(one), threshold ?? 90));
    const [reading] = readings;
    if (run.outcome !== 'ok' || readings.size !== 1 || reading === undefined || !this.#isClean(run, address))
      return;
    this.checked++;
    const after = [...state.states].flatMap((one) => silently(one, reading) ?? []);
    if (after.length === 0)
      findings.blame(
        address,
        `${measure.name} is ${reading}, was ${[...state.states].join()}, and nobody was told`,
      );
    state.states = new Set(after.length > 0 ? after : [reading === 'high' ? 'alarm' : 'normal']);
  }

  #state(address: string, measure: Measure): Known {
    const key = keyOf(address, measure);
    const known = this.#known.get(key) ?? { states: new Set(['normal']), since: undefined };
    this.#known.set(key, known);
    return known;
  }

  #isClean(run: Run, address: string): boolean {
    const { api } = this.#options;
    const [from, to] = [run.oldest - SHARED_MS, run.to];
    const path = pathOf(address);
    // While it waits for its second look, the watch may be told what this scan was not.
    const isItsOwn = looksOf(run, SHARED_MS) === 1 || api.isUnspoilt(path, from, to);
    return isItsOwn && api.isClean('/domains', from, to) && api.isClean(path, from, to);
  }

  /** Seen to be gone, with its domain or from it. */
  #isGone(run: Run, address: string): boolean {
    const { api, truth } = this.#options;
    const [from, to] = [run.oldest - SHARED_MS, run.to];
    if (!api.isClean('/domains', from, to)) return false;
    const domain = truth.expected.during(address.split('@')[1] ?? '', from, to);
    return domain.every((one) => one === undefined) || this.#isClean(run, address);
  }
}

const keyOf = (address: string, { name }: Measure): string => `${name} ${address}`;
const pathOf = (address: string): string => `/domains/${address.split('@')[1]}/email-accounts`;

/** Their mailboxes named as MXroute does: alerts have international names in Unicode. */
const eventsOf = (run: Run, action: string): AuditEvent[] =>
  run.events
    .filter((event) => event.action === action)
    .map((event) => {
      const entries = event.details.mailboxes as MailboxAlertEntry[];
      return { ...event, details: { ...event.details, mailboxes: entries.map(asMxrouteNames) } };
    });

function asMxrouteNames(entry: MailboxAlertEntry): MailboxAlertEntry {
  const [user, domain = ''] = entry.mailbox.split('@');
  return { ...entry, mailbox: `${user}@${domainToASCII(domain)}` };
}

/** Alerts and recoveries of one measure in the order in which they were recorded. */
export const newsOf = (run: Run, measure: string) =>
  (['alert', 'recovered'] as const)
    .flatMap((kind) => eventsOf(run, `${measure}_${kind}`).map((event) => ({ kind, event })))
    .sort((a, b) => a.event.id - b.event.id);

/** A scan looks a second time at lists that it doubts, so much later at the least: what it finds then is news again. */
export const looksOf = (run: Run, apartMs: number): number => (run.to - run.oldest >= apartMs ? 2 : 1);
