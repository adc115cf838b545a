/** A page of what a channel of the contract lists. */
export interface Page<T, C> {
  rows: readonly T[];
  /** Where the next page begins; null: there is none. */
  next: C | null;
}

/** Pages of a channel that gives only so many at a time, until there are `limit` rows or no more. */
export async function collect<T, C>(
  limit: number,
  largest: number,
  read: (size: number, from: C | undefined) => Promise<Page<T, C>>,
): Promise<T[]> {
  const found: T[] = [];
  let from: C | undefined;
  while (found.length < limit) {
    const { rows, next } = await read(Math.min(largest, limit - found.length), from);
    found.push(...rows);
    if (next === null) break;
    from = next;
  }
  return found;
}
