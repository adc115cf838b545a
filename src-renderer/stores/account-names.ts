import { useMemo } from 'react';
import { overview } from './overview.ts';

/** Account id → the name that a person gave it. Lists tell accounts apart once there are two. */
export function useAccountNames(): ReadonlyMap<string, string> {
  const accounts = overview.use().value?.accounts;
  return useMemo(() => new Map(accounts?.map(({ id, label }) => [id, label])), [accounts]);
}
