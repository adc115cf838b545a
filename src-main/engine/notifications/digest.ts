/**
 * When alerts are joined into one message (spec: OS notifications, and the same for targets), pure.
 *
 * | what is due in a lane                                        | then                                   |
 * | ------------------------------------------------------------ | -------------------------------------- |
 * | one of the first nine within a minute, fewer than ten waiting | it goes alone, at once                 |
 * | the tenth and later ones within that minute                  | wait until the minute is over          |
 * | what waited so                                               | goes joined                            |
 * | ten or more at once (network back, switched on, restart)     | go joined, at once                     |
 * | what quiet hours held                                        | goes joined (decided in claims.ts)     |
 */
export const BURST_COUNT = 10;
export const BURST_MS = 60_000;
/** More alerts than this in one message would not all be named. */
export const LONGEST_DIGEST = 20;

/** What a lane remembers of the last minute; nothing is lost with it but how messages are joined. */
export interface Burst {
  /** When the minute began: its first alert that went alone. Milliseconds since the epoch. */
  since: number;
  /** How many went alone since. */
  alone: number;
  /** Rows up to this id go joined. */
  joinThrough: number;
}

export const CALM: Burst = { since: 0, alone: 0, joinThrough: 0 };

export interface DueRows {
  headId: number;
  count: number;
  lastId: number;
  /** The last that was queued before the minute was over; null: none. */
  lastWaited: number | null;
}

export type Decision = { kind: 'alone' | 'join'; burst: Burst } | { kind: 'wait'; until: number };

/** The minute that counts now; a clock that was set back ends it. */
const isRunning = ({ since, alone }: Burst, now: number): boolean =>
  alone > 0 && now >= since && now - since < BURST_MS;

export const minuteEnd = ({ since }: Burst): number => since + BURST_MS;

export function decide(burst: Burst, due: DueRows, now: number): Decision {
  if (due.headId <= burst.joinThrough) return { kind: 'join', burst };
  const full = burst.alone >= BURST_COUNT - 1;
  if (isRunning(burst, now)) {
    if (full) return { kind: 'wait', until: minuteEnd(burst) };
  } else if (full && due.lastWaited !== null && due.lastWaited >= due.headId) {
    return { kind: 'join', burst: { ...CALM, joinThrough: due.lastWaited } };
  }
  if (due.count >= BURST_COUNT) return { kind: 'join', burst: { ...burst, joinThrough: due.lastId } };
  return { kind: 'alone', burst: counted(burst, now) };
}

const counted = (burst: Burst, now: number): Burst =>
  isRunning(burst, now) ? { ...burst, alone: burst.alone + 1 } : { ...burst, since: now, alone: 1 };

/** The minute is over now: the app is about to end and takes nothing along that could have gone. */
export const cutShort = (burst: Burst, now: number): Burst =>
  isRunning(burst, now) ? { ...burst, since: now - BURST_MS } : burst;
