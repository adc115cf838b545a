import { useLayoutEffect, useMemo, useRef } from 'react';
import { DomainTable } from '../../components/domain-table/domain-table.tsx';
import { DomainTableSkeleton } from '../../components/domain-table/domain-table-skeleton.tsx';
import { Page } from '../../components/page.tsx';
import { ScanBar } from '../../components/scan-bar.tsx';
import { ErrorState } from '../../components/states.tsx';
import {
  countStatuses,
  type DomainColumn,
  NO_FILTER,
  nextSort,
  searchDomains,
  sortDomains,
  withStatus,
} from '../../lib/domain-list.ts';
import { useAccountLabels } from '../../stores/account-labels.ts';
import { type DomainKey, domains, sortDomainList, useDomainList } from '../../stores/domains.ts';
import { go, narrowed, useNavigation } from '../../stores/navigation.ts';
import { DomainToolbar } from './domain-toolbar.tsx';
import styles from './domains.module.css';
import { DomainsEmpty, NothingFound } from './domains-empty.tsx';
import { LazyDomainPanel } from './panel/lazy-domain-panel.tsx';
import { RescanButton } from './rescan-button.tsx';
import { useOpenDomain } from './use-open-domain.ts';

const open = (domain: DomainKey | null) => go({ screen: 'domains', ...domain });

const sortBy = (by: DomainColumn) => sortDomainList(nextSort(useDomainList.getState().sort, by));

/** A link elsewhere may ask for a part of the list. */
function useNarrowed(): void {
  const asked = useNavigation(({ place }) => place.narrow);
  useLayoutEffect(() => {
    if (asked === undefined) return;
    useDomainList.setState({
      filter: { ...NO_FILTER, statuses: asked.statuses ?? [], account: asked.account ?? null },
    });
    narrowed();
  }, [asked]);
}

export function DomainsScreen() {
  useNarrowed();
  const { value, error } = domains.use();
  const { filter, sort } = useDomainList();
  const accounts = useAccountLabels();
  const row = useOpenDomain(useNavigation((state) => state.place));
  const scroll = useRef<HTMLDivElement>(null);

  const found = useMemo(() => searchDomains(value ?? [], filter), [value, filter]);
  const counts = useMemo(() => countStatuses(found), [found]);
  const shown = useMemo(
    () => sortDomains(withStatus(found, filter.statuses), sort, (id) => accounts?.get(id) ?? id),
    [found, filter.statuses, sort, accounts],
  );
  return (
    <Page
      title="Domains"
      actions={<RescanButton />}
      scrollRef={scroll}
      footer={<ScanBar />}
      panel={row && <LazyDomainPanel row={row} onClose={() => open(null)} />}
    >
      {error !== null && <ErrorState failure={error} retry={() => void domains.refresh()} />}
      {value === null && error === null && <DomainTableSkeleton />}
      {value?.length === 0 && <DomainsEmpty />}
      {value !== null && value.length > 0 && (
        <div className={styles.list}>
          <DomainToolbar counts={counts} total={found.length} accounts={accounts} shown={shown.length} />
          {shown.length === 0 ? (
            <NothingFound />
          ) : (
            <DomainTable
              rows={shown}
              open={row}
              onOpen={open}
              scroll={scroll}
              accounts={accounts}
              sort={sort}
              onSort={sortBy}
            />
          )}
        </div>
      )}
    </Page>
  );
}
