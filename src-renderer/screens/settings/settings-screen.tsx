import { Skeleton } from '@mantine/core';
import { Page } from '../../components/page.tsx';
import { ErrorState } from '../../components/states.tsx';
import { settings } from '../../stores/settings.ts';
import { AboutSection } from './about-section.tsx';
import { AccountSection } from './account-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { DataSection } from './data-section.tsx';
import { DnsSection } from './dns-section.tsx';
import { IconSection } from './icon-section.tsx';
import { SettingsGroup } from './settings-group.tsx';
import { SmtpSection } from './smtp-section.tsx';

export function SettingsScreen() {
  const { value, error } = settings.use();
  return (
    <Page title="Settings" narrow>
      <AccountSection />
      {error !== null && <ErrorState failure={error} retry={() => void settings.refresh()} />}
      {value === null && error === null && <Skeleton h={220} radius="md" />}
      {value !== null && (
        <>
          <DnsSection settings={value} />
          <SettingsGroup
            title="Mailbox usage"
            settings={value}
            keys={['usage.sendRateEnabled', 'usage.sendRatePerHour']}
          />
          <SmtpSection />
          <SettingsGroup title="Delivery engine" settings={value} keys={['delivery.apprisePath']} />
          <IconSection settings={value} />
          <AppearanceSection setting={value.find(({ key }) => key === 'appearance.theme')} />
        </>
      )}
      <DataSection />
      <AboutSection />
    </Page>
  );
}
