import { failure, success } from '../../../src-shared/result.ts';
import { createMailboxPages } from '../mailbox-usage/page-queries.ts';
import type { EngineParts } from '../parts.ts';
import type { Calls } from './channels.ts';

/** Mailboxes as last read: all from the database. */
export function mailboxCalls({
  db,
  accounts,
  usage,
  settings,
  clock,
}: EngineParts): Pick<Calls, 'mailboxes.page' | 'mailboxes.get'> {
  const pages = createMailboxPages(db);
  const active = (account?: string) =>
    accounts.active().flatMap(({ id }) => (account === undefined || id === account ? [id] : []));
  const thresholds = () => ({
    storagePercent: settings.get('usage.storagePercent'),
    sendPercent: settings.get('usage.sendPercent'),
  });
  return {
    'mailboxes.page': ({ account, ...query }) => success(pages.page(active(account), query, thresholds())),
    'mailboxes.get': ({ account, mailbox }) => {
      const [id] = active(account);
      const found = id && usage.detail(id, mailbox, clock.now(), thresholds());
      return found ? success(found) : failure('not_found', `There is no mailbox ${mailbox} any more.`);
    },
  };
}
