import type { Clock, Timer } from '../ports.ts';
import { MxrouteError, PRIORITIES, type Priority } from './api.ts';
import { deferred } from './deferred.ts';
import { type RateFeedback, RateWindow } from './rate-window.ts';

const CONCURRENCY = 6;
/** One connection stays free for the person at the window, however slowly a scan's answers come. */
const SCAN_CONCURRENCY = CONCURRENCY - 1;
/** A pause longer than this is told at once instead of being waited for. */
const LONGEST_PAUSE_MS = 300_000;

/** A place in the queue. `granted` rejects with MxrouteError `cancelled` or `rate_limited`. */
export interface Ticket {
  readonly granted: Promise<void>;
  /** Somebody more urgent wants the same answer. */
  raise(priority: Priority): void;
  /** Must be called once after `granted`; `feedback` is undefined where no answer came. */
  end(feedback: RateFeedback | undefined): void;
  /** Leaves the queue; without effect once granted. */
  leave(): void;
}

/** Owns every read of one account: when it may go, and which goes first. Requests wait, they are not dropped. */
export interface RequestBudget {
  enqueue(priority: Priority): Ticket;
  readonly waiting: number;
  /** Reads per minute: how many there are, and how many of them are left right now. */
  readonly reads: { limit: number; left: number };
}

interface Waiting {
  rank: number;
  order: number;
  grant: () => void;
  refuse: (error: MxrouteError) => void;
}

const INTERACTIVE = PRIORITIES.indexOf('interactive');

export function createRequestBudget(clock: Clock): RequestBudget {
  const window = new RateWindow();
  const now = steadyNow(clock);
  const queue: Waiting[] = [];
  let order = 0;
  let timer: Timer | undefined;

  function pump(): void {
    timer?.cancel();
    timer = undefined;
    for (let next = first(queue); next; next = first(queue)) {
      const interactive = next.rank === INTERACTIVE;
      if (window.blockedFor(now()) > LONGEST_PAUSE_MS) {
        take(next).refuse(pauseAsked(window.blockedFor(now())));
        continue;
      }
      if (window.inFlight >= (interactive ? CONCURRENCY : SCAN_CONCURRENCY)) return;
      const wait = window.wait(now(), interactive);
      if (wait > 0) {
        if (Number.isFinite(wait)) timer = clock.after(wait, pump);
        return;
      }
      window.started();
      take(next).grant();
    }
  }

  function take(entry: Waiting): Waiting {
    queue.splice(queue.indexOf(entry), 1);
    return entry;
  }

  return {
    enqueue(priority) {
      const { promise: granted, resolve: grant, reject: refuse } = deferred<void>();
      // Whoever leaves the queue has stopped listening.
      granted.catch(() => undefined);
      const waiting: Waiting = { rank: PRIORITIES.indexOf(priority), order: order++, grant, refuse };
      queue.push(waiting);
      pump();
      return {
        granted,
        raise(to) {
          const rank = PRIORITIES.indexOf(to);
          if (rank >= waiting.rank) return;
          waiting.rank = rank;
          pump();
        },
        end(feedback) {
          window.ended(now(), feedback);
          pump();
        },
        leave() {
          if (!queue.includes(waiting)) return;
          take(waiting).refuse(cancelled());
          pump();
        },
      };
    },
    get waiting() {
      return queue.length;
    },
    get reads() {
      return { limit: window.limit, left: window.left(now()) };
    },
  };
}

export const cancelled = (): MxrouteError => new MxrouteError('cancelled', 'Cancelled.');

function pauseAsked(ms: number): MxrouteError {
  const minutes = Math.ceil(ms / 60_000);
  return new MxrouteError(
    'rate_limited',
    `MXroute asks for a pause of ${minutes} minutes because too many requests were made with this API key.`,
  );
}

function first(queue: readonly Waiting[]): Waiting | undefined {
  let best: Waiting | undefined;
  for (const entry of queue)
    if (!best || entry.rank < best.rank || (entry.rank === best.rank && entry.order < best.order))
      best = entry;
  return best;
}

/** The clock without its steps back: one hour put right must not mean one hour of waiting. */
function steadyNow(clock: Clock): () => number {
  let last = clock.now();
  let steady = 0;
  return () => {
    const current = clock.now();
    steady += Math.max(0, current - last);
    last = current;
    return steady;
  };
}
