import type { Engine } from '../../src-main/engine/engine.ts';
import type { AuditEvent } from '../../src-shared/audit-event.ts';
import type { FeedMessage } from '../../src-shared/ipc/feed.ts';
import type { MonitorName } from '../../src-shared/monitors.ts';
import type { Run } from './oracle/run.ts';

const FAMILIES: readonly [RegExp, MonitorName][] = [
  [/^dns\.health_/, 'dns'],
  [/^mailbox\.(quota|send_limit|send_rate)_(alert|recovered)$/, 'usage'],
  [/^account\.quota_/, 'quota'],
  [/^(domain|pointer|mailbox|forwarder|catchall|spam)\./, 'watch'],
];

const familyOf = ({ action }: AuditEvent): MonitorName | undefined =>
  FAMILIES.find(([pattern]) => pattern.test(action))?.[1];

/** The usage scan tells the watch of the mailboxes that it reads. */
const isOf = (event: AuditEvent, monitor: MonitorName): boolean =>
  familyOf(event) === monitor ||
  (monitor === 'usage' && familyOf(event) === 'watch' && event.action.startsWith('mailbox.'));

/** An unfinished scan's answers are good for an hour, by the computer's clock. */
const RESUMED_MS = 3_660_000;

export interface ObserverOptions {
  now: () => number;
  /** Whether the computer's clock was set in this time: then an hour may be any time. */
  clockMoved: (from: number, to: number) => boolean;
  /** @param about its monitor.failed or monitor.recovered. */
  ran: (run: Run, about: AuditEvent[]) => void;
  recorded: (event: AuditEvent) => void;
  began: (monitor: MonitorName) => void;
}

/** Follows the app as its window does: what runs, how it ends, and what the log says then. */
export class Observer {
  readonly #options: ObserverOptions;
  readonly #running = new Map<MonitorName, number>();
  /** The first of several runs that did not come to an end. */
  readonly #chain = new Map<MonitorName, number>();
  /** Scans of one domain that a person asked for. */
  readonly #rechecks = new Set<string>();
  #pending: AuditEvent[] = [];
  #lastEvent = 0;
  count = 0;

  constructor(options: ObserverOptions) {
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#running.size > 0;
  }

  /** @param ending the app is being quit: it does not store how its scans end, and runs them again. */
  heard(engine: Engine, message: FeedMessage, ending: boolean): void {
    if (message.topic !== 'scan') return;
    const { monitor, state, id } = message.progress;
    const { now, began } = this.#options;
    if (state === 'running') {
      if (this.#running.has(monitor)) return;
      this.#running.set(monitor, now());
      if (!this.#chain.has(monitor)) this.#chain.set(monitor, now());
      began(monitor);
      return;
    }
    this.read(engine);
    if (this.#rechecks.has(id)) this.#end(monitor, state === 'cancelled' ? state : 'recheck');
    else if (state === 'done') this.#end(monitor, ending ? 'killed' : 'ok');
    else this.#end(monitor, state);
  }

  /** The scan of this id looks at one domain only. */
  recheck(id: string): void {
    this.#rechecks.add(id);
  }

  /** What the log has that it did not have before. */
  read(engine: Engine): void {
    const { db, events } = engine.parts;
    const ids = db.prepare<[number], number>('SELECT id FROM events WHERE id > ? ORDER BY id').pluck();
    for (const id of ids.all(this.#lastEvent)) {
      const event = events.get(id);
      if (!event) throw new Error(`Event ${id} cannot be read.`);
      this.#lastEvent = id;
      this.count++;
      this.#pending.push(event);
      this.#options.recorded(event);
    }
  }

  /** The app is dead; `engine` is its next life, which finds what the dead one had stored. */
  died(engine: Engine): void {
    this.read(engine);
    for (const monitor of [...this.#running.keys()]) this.#end(monitor, 'killed');
  }

  #end(monitor: MonitorName, outcome: Run['outcome']): void {
    const { now, ran } = this.#options;
    const from = this.#running.get(monitor) ?? now();
    const oldest = this.#oldest(monitor);
    this.#running.delete(monitor);
    if (outcome === 'ok' || outcome === 'cancelled') this.#chain.delete(monitor);
    // One that came to nothing has told nothing: what stands there is of the one beside it, which goes on.
    const nothing = outcome === 'failed' || outcome === 'cancelled';
    const beside = [...this.#running.keys()];
    const mine = (event: AuditEvent) =>
      isOf(event, monitor) && !(nothing && beside.some((other) => isOf(event, other)));
    const about = (event: AuditEvent) =>
      event.action.startsWith('monitor.') && event.details.monitor === monitor;
    const run: Run = { monitor, from, to: now(), oldest, outcome, events: this.#pending.filter(mine) };
    const aboutIt = this.#pending.filter(about);
    this.#pending = this.#pending.filter((event) => !mine(event) && !about(event));
    ran(run, aboutIt);
  }

  /** Those that run beside each other and look at the same lists may tell of what the other one saw. */
  #oldest(monitor: MonitorName): number {
    const together = ['usage', 'watch'] as const;
    const beside = together.some((one) => one === monitor)
      ? together.filter((one) => this.#running.has(one))
      : [];
    return Math.min(...[monitor, ...beside].map((one) => this.#oldestOf(one)));
  }

  #oldestOf(monitor: MonitorName): number {
    const { now, clockMoved } = this.#options;
    const from = this.#running.get(monitor) ?? now();
    const chain = this.#chain.get(monitor) ?? from;
    return clockMoved(chain, now()) ? chain : Math.max(chain, from - RESUMED_MS);
  }

  /** Events that no run accounts for. */
  get leftOver(): AuditEvent[] {
    return this.#pending.filter((event) => familyOf(event) !== undefined);
  }
}
