import { useRef } from 'react';
import { Page } from '../../components/page.tsx';
import { Section } from '../../components/section.tsx';
import { ErrorState } from '../../components/states.tsx';
import { appInfo } from '../../stores/app.ts';
import { go, useNavigation } from '../../stores/navigation.ts';
import { overview } from '../../stores/overview.ts';
import { AlarmedMailboxes } from './alarmed-mailboxes.tsx';
import { Attention } from './attention.tsx';
import { DemoReceived } from './demo-received.tsx';
import { DomainPanel } from './domain-panel.tsx';
import { FleetTable } from './fleet-table.tsx';
import { NoAccount } from './no-account.tsx';
import styles from './overview.module.css';
import { OverviewSkeleton } from './overview-skeleton.tsx';
import { ScanBar } from './scan-bar.tsx';
import { ScanMenu } from './scan-menu.tsx';
import { StateHeader } from './state-header.tsx';

export function OverviewScreen() {
  const { value, error } = overview.use();
  const demo = appInfo.use().value?.demo === true;
  const openDomain = useNavigation((state) => state.place.domain);
  const scroll = useRef<HTMLDivElement>(null);
  const failed = error !== null && <ErrorState failure={error} retry={() => void overview.refresh()} />;

  if (value === null) return <Page title="Overview">{failed || <OverviewSkeleton />}</Page>;
  if (value.accounts.length === 0) return <NoAccount />;

  const row = value.fleet.find((one) => one.domain === openDomain);
  const open = (domain: string | undefined) => go({ screen: 'overview', domain });
  return (
    <Page
      title="Overview"
      heading={<StateHeader state={value.state} summary={value.summary} counts={value.counts} />}
      actions={<ScanMenu />}
      scrollRef={scroll}
      panel={row && <DomainPanel row={row} onClose={() => open(undefined)} />}
    >
      {failed}
      <ScanBar />
      <Attention
        items={value.attention}
        onOpenDomain={open}
        domains={value.fleet}
        scanned={value.fleet.length > 0}
      />
      {(demo || value.alarmedMailboxes.length > 0) && (
        <div className={styles.pair}>
          <AlarmedMailboxes rows={value.alarmedMailboxes} />
          {demo && <DemoReceived />}
        </div>
      )}
      <Section title="Domains" bare>
        <FleetTable
          rows={value.fleet}
          alarmed={value.alarmedMailboxes}
          open={openDomain}
          onOpen={open}
          scroll={scroll}
        />
      </Section>
    </Page>
  );
}
