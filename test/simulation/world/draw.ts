import { randomFrom } from '../../simulator/seeded-random.ts';

/** Everything that is drawn, from one seed. Each part of the world draws from a source of its own. */
export class Draw {
  readonly #seed: number;
  readonly next: () => number;

  constructor(seed: number) {
    this.#seed = seed;
    this.next = randomFrom(seed);
  }

  /** An independent source: what one part draws does not shift what another draws. */
  fork(name: string): Draw {
    let hash = 2_166_136_261 ^ this.#seed;
    for (const letter of name) hash = Math.imul(hash ^ letter.charCodeAt(0), 16_777_619);
    return new Draw(hash >>> 0);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  between(least: number, most: number): number {
    return least + this.next() * (most - least);
  }

  whole(least: number, most: number): number {
    return Math.floor(this.between(least, most + 1));
  }

  /** As likely between 1 and 10 as between 10 and 100. */
  spread(least: number, most: number): number {
    return Math.exp(this.between(Math.log(least), Math.log(most)));
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new Error('There is nothing to pick from.');
    return items[Math.floor(this.next() * items.length)] as T;
  }

  /** Times in [from, to), `mean` apart on average, as events that know nothing of each other. */
  moments(from: number, to: number, mean: number): number[] {
    const times: number[] = [];
    for (let at = from; ; ) {
      at -= Math.log(1 - this.next()) * mean;
      if (at >= to) return times;
      times.push(at);
    }
  }
}
