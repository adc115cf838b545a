import type { IpcInput } from '../../src-shared/ipc/contract.ts';
import { failure } from '../../src-shared/result.ts';
import type { MailboxPage, MailboxRow, MailboxSort } from '../../src-shared/views/mailboxes.ts';
import type { Answers, World } from './fake-world.ts';
import { detailOf, mailboxesOf } from './mailbox-data.ts';

type Channel = 'mailboxes.page' | 'mailboxes.get';

const VALUE: Record<MailboxSort, (row: MailboxRow) => number | string> = {
  trouble: (row) => -((row.alarms.length > 0 ? 1e6 : 0) + (row.quotaPercent ?? -1)),
  mailbox: (row) => row.mailbox,
  storage: (row) => row.quotaPercent ?? -1,
  used: (row) => row.usageMb ?? -1,
  sends: (row) => row.sendPercent ?? -1,
  read: (row) => Date.parse(row.readAt),
};

const isAbove = (row: MailboxRow) =>
  row.alarms.length > 0 || (row.quotaPercent ?? 0) >= 90 || (row.sendPercent ?? 0) >= 90;

function page(all: readonly MailboxRow[], query: IpcInput<'mailboxes.page'>): MailboxPage {
  const { text = '', account, domain, aboveOnly, sort, descending, offset, limit } = query;
  const found = all.filter(
    (row) =>
      row.mailbox.includes(text.toLowerCase()) &&
      (account === undefined || row.account === account) &&
      (domain === undefined || row.domain === domain),
  );
  const value = VALUE[sort];
  const turn = descending ? -1 : 1;
  const rows = (aboveOnly ? found.filter(isAbove) : found).sort((a, b) => {
    const [one, other] = [value(a), value(b)];
    const order = typeof one === 'string' ? one.localeCompare(String(other)) : one - Number(other);
    return turn * order || a.mailbox.localeCompare(b.mailbox);
  });
  return {
    rows: rows.slice(offset, offset + limit),
    total: rows.length,
    above: found.filter(isAbove).length,
  };
}

export function mailboxAnswers(world: World): Answers<Channel> {
  const all = world.bare ? [] : mailboxesOf(world.variant);
  return {
    'mailboxes.page': (query) =>
      world.variant === 'failure'
        ? failure('busy', 'The mailboxes could not be read from the database, which is busy. Try again.')
        : page(all, query),
    'mailboxes.get': ({ account, mailbox }) => {
      const found = all.find((row) => row.account === account && row.mailbox === mailbox);
      return found === undefined
        ? failure('not_found', `${mailbox} is no longer in the account.`)
        : detailOf(found);
    },
  };
}
