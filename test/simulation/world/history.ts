/** What was true when, of one subject. Written in order of time. */
export class History<T> {
  readonly #times: number[] = [];
  readonly #values: T[] = [];

  set(at: number, value: T): void {
    this.#times.push(at);
    this.#values.push(value);
  }

  get last(): T | undefined {
    return this.#values.at(-1);
  }

  at(time: number): T | undefined {
    return this.#values[this.#indexAt(time)];
  }

  /** Everything that held at some instant from `from` to `to`; before the first entry: undefined. */
  during(from: number, to: number): (T | undefined)[] {
    const first = this.#indexAt(from);
    const values: (T | undefined)[] = [this.#values[first]];
    for (let index = first + 1; index < this.#times.length && this.#times[index]! <= to; index++)
      values.push(this.#values[index]);
    return values;
  }

  #indexAt(time: number): number {
    let low = 0;
    let high = this.#times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#times[middle]! <= time) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

/** One history per subject; what was never written was never there. */
export class Histories<T> {
  readonly #of = new Map<string, History<T>>();

  set(subject: string, at: number, value: T): void {
    const history = this.#of.get(subject) ?? new History<T>();
    history.set(at, value);
    this.#of.set(subject, history);
  }

  get(subject: string): History<T> | undefined {
    return this.#of.get(subject);
  }

  at(subject: string, time: number): T | undefined {
    return this.#of.get(subject)?.at(time);
  }

  during(subject: string, from: number, to: number): (T | undefined)[] {
    return this.#of.get(subject)?.during(from, to) ?? [undefined];
  }

  subjects(): string[] {
    return [...this.#of.keys()];
  }
}
