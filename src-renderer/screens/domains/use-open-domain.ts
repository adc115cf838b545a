import { useMemo } from 'react';
import type { DomainRow } from '../../../src-shared/views/domains.ts';
import { domains } from '../../stores/domains.ts';
import type { Place } from '../../stores/navigation.ts';

/** The domain that is to be open; null: none, or it is not (or no longer) one of the account's. */
export function useOpenDomain({ domain, account }: Place): DomainRow | null {
  const { value } = domains.use();
  return useMemo(() => {
    if (domain === undefined) return null;
    const wanted = (row: DomainRow) =>
      row.domain === domain && (account === undefined || row.account === account);
    return value?.find(wanted) ?? null;
  }, [value, domain, account]);
}
