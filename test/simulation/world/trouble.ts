import type { Draw } from './draw.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export type ApiFault =
  | 'error'
  | 'page'
  | 'empty'
  | 'hang'
  | 'cut'
  | 'refused'
  | 'unauthorized'
  | 'busy'
  | 'odd'
  | 'noDomains'
  | 'cutLists';
export type ResolverFault = 'dead' | 'servfail' | 'refused' | 'lies' | 'lags';
export type ReceiverFault = 'refuses' | 'hangs' | 'slow';

/** Something that is wrong out there for a while. `share`: of the questions that are hit by it. */
export type Trouble =
  | { of: 'api'; fault: ApiFault; share: number }
  | { of: 'dns'; resolver: number; fault: ResolverFault }
  | { of: 'network' }
  | { of: 'receiver'; receiver: string; fault: ReceiverFault };

export interface Episode {
  from: number;
  to: number;
  trouble: Trouble;
}

export const RESOLVERS = ['192.0.2.53', '192.0.2.54', '192.0.2.55'] as const;
export const RECEIVERS = ['os', 'hook'] as const;
/** How old the answers of a lagging resolver are at most. */
export const LAG_MS = HOUR;

const API_FAULTS: readonly ApiFault[] = [
  'error',
  'page',
  'empty',
  'hang',
  'cut',
  'refused',
  'unauthorized',
  'busy',
  'odd',
  'noDomains',
  'cutLists',
];

/** A day without any delivery ends in `failed`, which is another story. */
const UNREACHED_MS = 10 * HOUR;

/** What is wrong when. All of it is over in time for a rest at the end, in which everything must come right. */
export class Troubles {
  readonly episodes: Episode[] = [];
  readonly #draw: Draw;

  constructor(draw: Draw) {
    this.#draw = draw;
  }

  /** @param start when trouble may begin, `end` when all of it is over. */
  plan(start: number, end: number): void {
    const draw = this.#draw;
    for (const from of draw.moments(start, end, 2.5 * DAY))
      this.#add(from, this.#long(), apiTrouble(draw), end);
    for (const from of draw.moments(start, end, 3 * DAY))
      this.#add(from, this.#long(), this.dnsTrouble(from), end);
    for (const from of draw.moments(start, end, 9 * DAY))
      this.#add(from, draw.spread(MINUTE, UNREACHED_MS), { of: 'network' }, end);
    for (const from of draw.moments(start, end, 4 * DAY)) {
      const receiver = draw.pick(RECEIVERS);
      const fault = draw.pick(['refuses', 'hangs', 'slow'] as const);
      const ms = draw.spread(MINUTE, UNREACHED_MS);
      if (!this.#isUnreached(from, from + ms)) this.#add(from, ms, { of: 'receiver', receiver, fault }, end);
    }
  }

  /** A short one, now: in the middle of something. */
  strike(now: number, end: number): Episode | undefined {
    const draw = this.#draw;
    const trouble = draw.pick([
      apiTrouble(draw),
      this.dnsTrouble(now),
      { of: 'network' } as const,
      { of: 'api', fault: draw.pick(['noDomains', 'cutLists'] as const), share: 1 } as const,
    ]);
    const before = this.episodes.length;
    this.#add(now + draw.spread(1, 5_000), draw.spread(200, 3 * MINUTE), trouble, end);
    return this.episodes[before];
  }

  /** Something that is not true, from this instant on. */
  lie(now: number, end: number): Episode | undefined {
    const draw = this.#draw;
    const before = this.episodes.length;
    const isAlone = !this.episodes.some(({ trouble, to }) => trouble.of === 'dns' && to > now - DAY);
    if (isAlone && draw.chance(0.5)) {
      this.#add(now, draw.spread(5_000, 3 * HOUR), { of: 'dns', resolver: 0, fault: 'lies' }, end);
    } else {
      const fault = draw.pick(['noDomains', 'cutLists'] as const);
      this.#add(now, DOUBTED_MS, { of: 'api', fault, share: 1 }, end);
    }
    return this.episodes[before];
  }

  at(now: number): Trouble[] {
    return this.episodes.filter(({ from, to }) => from <= now && now < to).map(({ trouble }) => trouble);
  }

  during(of: Trouble['of'], from: number, to: number): boolean {
    return this.episodes.some(
      (episode) => episode.trouble.of === of && episode.from <= to && from < episode.to,
    );
  }

  /**
   * Two that answer remain beside one that does not tell the truth: with no honest one left, nobody could know.
   */
  dnsTrouble(at: number): Trouble | undefined {
    const draw = this.#draw;
    const fault = draw.pick(['dead', 'servfail', 'refused', 'lies', 'lags'] as const);
    const around = this.episodes.filter(
      ({ trouble, from, to }) => trouble.of === 'dns' && from - 2 * DAY < at && at < to + 2 * DAY,
    );
    const honest = fault !== 'lies' && fault !== 'lags';
    if (!honest && around.length > 0) return undefined;
    if (honest && around.some(({ trouble }) => trouble.of === 'dns' && isDishonest(trouble.fault)))
      return undefined;
    return { of: 'dns', resolver: draw.whole(0, RESOLVERS.length - 1), fault };
  }

  #isUnreached(from: number, to: number): boolean {
    return this.episodes.some(
      (one) => ['network', 'receiver'].includes(one.trouble.of) && one.from < to + DAY && from < one.to + DAY,
    );
  }

  #long(): number {
    return this.#draw.spread(MINUTE, 1.2 * DAY);
  }

  #add(from: number, ms: number, trouble: Trouble | undefined, end: number): void {
    if (!trouble) return;
    const isDoubtful = isSudden(trouble);
    const isRepeated = this.episodes.some((one) => isSudden(one.trouble) && Math.abs(one.from - from) < HOUR);
    if (isDoubtful && isRepeated) return;
    const to = Math.min(from + (isDoubtful ? Math.min(ms, DOUBTED_MS) : ms), end);
    this.episodes.push({ from, to, trouble });
  }
}

/** Lists that are suddenly empty have to be believed when they are still so a minute later; so not again at once. */
const DOUBTED_MS = 50_000;
const isSudden = (trouble: Trouble): boolean =>
  trouble.of === 'api' && (trouble.fault === 'noDomains' || trouble.fault === 'cutLists');

const isDishonest = (fault: ResolverFault): boolean => fault === 'lies' || fault === 'lags';

function apiTrouble(draw: Draw): Trouble {
  return { of: 'api', fault: draw.pick(API_FAULTS), share: draw.chance(0.5) ? 1 : draw.between(0.05, 0.7) };
}
