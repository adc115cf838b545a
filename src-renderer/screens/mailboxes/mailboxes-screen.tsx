import { useEffect, useRef } from 'react';
import { Page } from '../../components/page.tsx';
import { ErrorState } from '../../components/states.tsx';
import { useScrollToTop } from '../../components/use-scroll-to-top.ts';
import { isNarrowed } from '../../lib/mailbox-filter.ts';
import { useAccountNames } from '../../stores/account-names.ts';
import { filterMailboxes, refreshMailboxes, useMailboxList } from '../../stores/mailboxes.ts';
import { go, useNavigation } from '../../stores/navigation.ts';
import { MailboxFilters } from './mailbox-filters.tsx';
import { MailboxList } from './mailbox-list.tsx';
import { MailboxPanel } from './mailbox-panel.tsx';
import { MailboxSkeleton } from './mailbox-skeleton.tsx';
import { NoMailboxes } from './no-mailboxes.tsx';

/** A link from elsewhere says what to narrow the list to; else it stays as the person left it. */
function useAskedFor() {
  const narrow = useNavigation((state) => state.place.narrow);
  useEffect(() => {
    if (narrow === undefined) return;
    const { domain = null, account = null, aboveOnly = false } = narrow;
    filterMailboxes({ text: '', domain, account, aboveOnly });
  }, [narrow]);
}

export function MailboxesScreen() {
  useAskedFor();
  const { filter, shown, error } = useMailboxList();
  const { mailbox, account } = useNavigation((state) => state.place);
  const accounts = useAccountNames();
  const scroll = useRef<HTMLDivElement>(null);
  useScrollToTop(scroll, shown?.filter);
  const close = () => go({ screen: 'mailboxes' });
  const opened = account ?? (accounts.size === 1 ? [...accounts.keys()][0] : undefined);
  return (
    <Page
      title="Mailboxes"
      scrollRef={scroll}
      panel={
        mailbox !== undefined &&
        opened !== undefined && (
          <MailboxPanel key={`${opened} ${mailbox}`} account={opened} mailbox={mailbox} onClose={close} />
        )
      }
    >
      <MailboxFilters filter={filter} shown={shown} accounts={accounts} />
      {error !== null && <ErrorState failure={error} retry={refreshMailboxes} />}
      {shown === null && error === null && <MailboxSkeleton />}
      {shown !== null && shown.rows.total === 0 && (
        <NoMailboxes filter={shown.filter} narrowed={isNarrowed(shown.filter)} />
      )}
      {shown !== null && shown.rows.total > 0 && (
        <MailboxList
          rows={shown.rows}
          filter={filter}
          waiting={shown.filter !== filter && error === null}
          accounts={accounts}
          open={mailbox}
          openAccount={opened}
          scroll={scroll}
        />
      )}
    </Page>
  );
}
