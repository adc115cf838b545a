import { useRef } from 'react';
import { Page } from '../../components/page.tsx';
import { ScanBar } from '../../components/scan-bar.tsx';
import { ErrorState } from '../../components/states.tsx';
import { appInfo } from '../../stores/app.ts';
import type { DomainKey } from '../../stores/domains.ts';
import { go, useNavigation } from '../../stores/navigation.ts';
import { overview } from '../../stores/overview.ts';
import { LazyDomainPanel } from '../domains/panel/lazy-domain-panel.tsx';
import { useOpenDomain } from '../domains/use-open-domain.ts';
import { AccountStorage } from './account-storage.tsx';
import { AlarmedMailboxes } from './alarmed-mailboxes.tsx';
import { Attention } from './attention.tsx';
import { DemoReceived } from './demo-received.tsx';
import { Fleet } from './fleet.tsx';
import { NoAccount } from './no-account.tsx';
import styles from './overview.module.css';
import { OverviewSkeleton } from './overview-skeleton.tsx';
import { ScanMenu } from './scan-menu.tsx';
import { StateHeader } from './state-header.tsx';

const open = (domain: DomainKey | null) => go({ screen: 'overview', ...domain });

export function OverviewScreen() {
  const { value, error } = overview.use();
  const demo = appInfo.use().value?.demo === true;
  const row = useOpenDomain(useNavigation((state) => state.place));
  const scroll = useRef<HTMLDivElement>(null);
  const failed = error !== null && <ErrorState failure={error} retry={() => void overview.refresh()} />;

  if (value === null) return <Page title="Overview">{failed || <OverviewSkeleton />}</Page>;
  if (value.accounts.length === 0) return <NoAccount />;

  const known = Object.values(value.counts).some((count) => count > 0);
  return (
    <Page
      title="Overview"
      heading={<StateHeader state={value.state} summary={value.summary} counts={value.counts} />}
      actions={<ScanMenu />}
      scrollRef={scroll}
      footer={<ScanBar />}
      panel={row && <LazyDomainPanel row={row} onClose={() => open(null)} />}
    >
      {failed}
      <Attention overview={value} scanned={known} />
      {value.quotas.length > 0 && <AccountStorage quotas={value.quotas} accounts={value.accounts} />}
      {(demo || value.alarmedMailboxes.length > 0) && (
        <div className={styles.pair}>
          <AlarmedMailboxes rows={value.alarmedMailboxes} total={value.alarmedTotal} />
          {demo && <DemoReceived />}
        </div>
      )}
      <Fleet open={row} onOpen={open} scroll={scroll} />
    </Page>
  );
}
