import { canonicalAddress } from './account-watch/names.ts';
import type { Accounts } from './accounts/accounts.ts';
import { canonicalDomain } from './dns/names.ts';
import type { DnsQueries } from './dns-health/queries.ts';
import type { UsageQueries } from './mailbox-usage/queries.ts';

export interface Subjects {
  /** The form in which alerts name this domain or mailbox; undefined where no account has it. */
  find(name: string): string | undefined;
}

/** The domains and mailboxes that alerts can be about. */
export function createSubjects(
  accounts: Pick<Accounts, 'active'>,
  dns: Pick<DnsQueries, 'hasDomain'>,
  usage: Pick<UsageQueries, 'hasMailbox'>,
): Subjects {
  return {
    find(name) {
      const isMailbox = name.includes('@');
      const form = isMailbox ? canonicalAddress(name) : canonicalDomain(name.trim());
      const isOf = ({ id }: { id: string }) =>
        isMailbox ? usage.hasMailbox(id, form) : dns.hasDomain(id, form);
      return accounts.active().some(isOf) ? form : undefined;
    },
  };
}
