import type { IpcInput } from '../../src-shared/ipc/contract.ts';
import type { MailboxSort } from '../../src-shared/views/mailboxes.ts';

/** What the list of mailboxes is narrowed to, and in which order it stands. */
export interface MailboxFilter {
  /** Part of the name. */
  text: string;
  account: string | null;
  domain: string | null;
  aboveOnly: boolean;
  sort: MailboxSort;
  descending: boolean;
}

/** Trouble first, then the fullest. */
export const ALL_MAILBOXES: MailboxFilter = {
  text: '',
  account: null,
  domain: null,
  aboveOnly: false,
  sort: 'trouble',
  descending: false,
};

export const isNarrowed = ({ text, account, domain, aboveOnly }: MailboxFilter): boolean =>
  text !== '' || account !== null || domain !== null || aboveOnly;

/** Names from A on and trouble first, everything else from the largest; the same again the other way round. */
export const sortedBy = (filter: MailboxFilter, sort: MailboxSort): MailboxFilter => ({
  ...filter,
  sort,
  descending: filter.sort === sort ? !filter.descending : sort !== 'mailbox' && sort !== 'trouble',
});

/** Without what is open to all: absent and not empty. */
export const mailboxQuery = (
  { text, account, domain, aboveOnly, sort, descending }: MailboxFilter,
  offset: number,
  limit: number,
): IpcInput<'mailboxes.page'> => ({
  ...(text !== '' && { text }),
  ...(account !== null && { account }),
  ...(domain !== null && { domain }),
  ...(aboveOnly && { aboveOnly }),
  sort,
  descending,
  offset,
  limit,
});
