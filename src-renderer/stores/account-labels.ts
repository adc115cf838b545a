import { useMemo } from 'react';
import { overview } from './overview.ts';

/** Account id → label where there are several to tell apart, else null. */
export function useAccountLabels(): ReadonlyMap<string, string> | null {
  const accounts = overview.use().value?.accounts;
  return useMemo(
    () =>
      accounts === undefined || accounts.length < 2
        ? null
        : new Map(accounts.map(({ id, label }) => [id, label])),
    [accounts],
  );
}
