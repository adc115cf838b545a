import { canonicalAddress } from '../account-watch/names.ts';
import { canonicalDomain } from '../dns/names.ts';
import type { MailboxList } from '../mxroute/api.ts';

/**
 * A list with its mailboxes named as everything else names them: alerts, mutes, links and the other monitors.
 * @param domain as MXroute spells it, which is how it is asked for and stored.
 */
export function withCanonicalNames(domain: string, list: MailboxList): MailboxList {
  const canonical = canonicalDomain(domain);
  if (canonical === domain) return list;
  const mailboxes = list.mailboxes.map((one) => ({
    ...one,
    mailbox: canonicalAddress(one.mailbox),
    domain: canonical,
  }));
  return { ...list, mailboxes };
}
