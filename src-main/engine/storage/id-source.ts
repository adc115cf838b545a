/** Ids of a kind of row, from the youngest down. */
export interface IdSource {
  /** The greatest id that is at most `at`; 0: there is none. */
  seek(at: number): number;
}

export const NO_IDS: IdSource = { seek: () => 0 };

/**
 * One step down through the ids that all sources have in common.
 * @returns the id to go on with: `isCommon` tells whether it is one of theirs; below 1: there are no more.
 */
export function stepDown(
  [first, ...others]: readonly [IdSource, ...IdSource[]],
  at: number,
): { id: number; isCommon: boolean } {
  const candidate = first.seek(at);
  const id = Math.min(candidate, ...others.map((other) => other.seek(candidate)));
  return { id, isCommon: id === candidate };
}

interface Part {
  source: IdSource;
  /** The last answer of `source`. */
  head: number;
}

/**
 * The ids of any of the sources. Asked for ever smaller ids, it asks a source again only when that one's last answer
 * is used up, so one with few ids costs nothing between them.
 */
export class UnionSource implements IdSource {
  /** By head, the greatest last. */
  readonly #parts: Part[];

  /** @param parts each with its answer for the first id that will be asked for. */
  constructor(parts: readonly Part[]) {
    this.#parts = parts.filter(({ head }) => head > 0).sort((a, b) => a.head - b.head);
  }

  seek(at: number): number {
    for (;;) {
      const top = this.#parts.at(-1);
      if (!top) return 0;
      if (top.head <= at) return top.head;
      this.#parts.pop();
      const head = top.source.seek(at);
      if (head > 0) this.#insert({ source: top.source, head });
    }
  }

  #insert(part: Part): void {
    let [low, high] = [0, this.#parts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#parts[middle]?.head ?? 0) < part.head) low = middle + 1;
      else high = middle;
    }
    this.#parts.splice(low, 0, part);
  }
}

/** What a page of a log may cost: the main process has others waiting. */
export interface Effort {
  ms: number;
  /** So many rows are looked at in any case: a machine that was busy elsewhere must not make a short log come in pieces. */
  leastRows: number;
}

export const PAGE_EFFORT: Effort = { ms: 20, leastRows: 250 };

export class Budget {
  readonly #until: number;
  #free: number;

  constructor({ ms, leastRows }: Effort) {
    this.#until = performance.now() + ms;
    this.#free = leastRows;
  }

  /** Asked once for each row. */
  get isSpent(): boolean {
    if (this.#free > 0) {
      this.#free--;
      return false;
    }
    return performance.now() >= this.#until;
  }
}
