import type { Doubts } from '../doubt/repository.ts';
import type { MailboxList } from '../mxroute/api.ts';
import type { Loud } from './apply.ts';
import { judgeMailbox, type UsageRules } from './judgement.ts';
import type { MailboxRepository } from './repository.ts';
import type { Part } from './slices.ts';

export interface QuietOptions {
  repository: MailboxRepository;
  doubts: Doubts;
  rules: UsageRules;
  rates: ReadonlyMap<string, number>;
  now: number;
}

/**
 * Stores the readings that change no alarm, and notes what is left. What changes one is not stored yet, its sample
 * neither: if the app is killed before it is told, the next scan must find the rate that this one has found.
 */
export function storeQuietParts(parts: readonly Part[], loud: Loud, options: QuietOptions): void {
  const { repository, rules, rates, now } = options;
  for (const { domain, list, mailboxes, isLast } of parts) {
    if (isLast && !isWhole(domain, list, options)) loud.shortened.push(domain);
    for (const mailbox of mailboxes) {
      const standing = repository.alarmsOf(mailbox.mailbox);
      if (judgeMailbox(mailbox, rates.get(mailbox.mailbox), standing, rules, now).length > 0)
        loud.mailboxes.push({ domain, list, mailbox });
      else repository.save({ ...mailbox, domain, readAt: list.readAt, servedAt: list.servedAt });
    }
  }
}

/** Nothing that is known is missing in it, which ends a doubt, or it has holes and does not tell. */
function isWhole(domain: string, list: MailboxList, { repository, doubts }: QuietOptions): boolean {
  if (!list.complete) return true;
  const listed = new Set(list.mailboxes.map(({ mailbox }) => mailbox));
  if (!repository.mailboxesOf(domain).every((mailbox) => listed.has(mailbox))) return false;
  doubts.gone(domain, [], false, list.readAt);
  return true;
}
