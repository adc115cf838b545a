import { Skeleton } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { AuditAction } from '../../../src-shared/audit-actions.ts';
import { Page } from '../../components/page.tsx';
import { ErrorState } from '../../components/states.tsx';
import { notifications } from '../../stores/notifications.ts';
import { useNotificationsForm } from '../../stores/notifications-form.ts';
import { forgetAllTests } from '../../stores/target-tests.ts';
import { DeliverySection } from './delivery-section.tsx';
import { Doctor } from './engine/doctor.tsx';
import { EnginePanel } from './engine/engine-panel.tsx';
import { EventsSection } from './events/events-section.tsx';
import { MessagePanel } from './events/message-panel.tsx';
import { MonitorsSection } from './monitors/monitors-section.tsx';
import { MutesSection } from './quiet/mutes-section.tsx';
import { QuietSection } from './quiet/quiet-section.tsx';
import { SaveBar } from './save-bar.tsx';
import { TargetsSection } from './targets/targets-section.tsx';

/** After a refused save, the first reason comes into view. */
function useShowFirstError() {
  const scroll = useRef<HTMLDivElement>(null);
  const errors = useNotificationsForm((state) => state.errors);
  useEffect(() => {
    if (Object.keys(errors).length === 0) return;
    const first = scroll.current?.querySelector('[data-form-error], [aria-invalid="true"]');
    first?.scrollIntoView({ block: 'center' });
    if (first instanceof HTMLInputElement) first.focus();
  }, [errors]);
  return scroll;
}

export function NotificationsScreen() {
  const { value, error } = notifications.use();
  const { form, errors } = useNotificationsForm();
  const [previewed, setPreviewed] = useState<AuditAction | null>(null);
  const scroll = useShowFirstError();
  // A result is about now: whoever comes back asks again.
  useEffect(() => forgetAllTests, []);
  // The panel makes the list narrower and longer: what was clicked stays in view.
  useEffect(() => {
    if (previewed === null) return;
    scroll.current?.querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [previewed, scroll]);
  const failed = error !== null && <ErrorState failure={error} retry={() => void notifications.refresh()} />;
  if (value === null || form === null) {
    return (
      <Page title="Notifications" narrow>
        {failed || <NotificationsSkeleton />}
      </Page>
    );
  }
  return (
    <Page
      title="Notifications"
      narrow
      scrollRef={scroll}
      footer={<SaveBar />}
      panel={previewed !== null && <MessagePanel action={previewed} onClose={() => setPreviewed(null)} />}
    >
      {failed}
      <DeliverySection form={form} errors={errors} osSupported={value.osSupported} />
      <TargetsSection targets={value.targets} keychain={value.keychain} error={errors.targets} />
      <EventsSection
        form={form}
        error={errors.subscriptions}
        previewed={previewed}
        onPreview={setPreviewed}
      />
      <QuietSection form={form} errors={errors} />
      <MutesSection />
      <MonitorsSection form={form} errors={errors} monitors={value.monitors} />
      <EnginePanel engine={value.engine} />
      <Doctor />
    </Page>
  );
}

function NotificationsSkeleton() {
  return (
    <div role="status" aria-label="Loading the notification settings">
      {[96, 150, 320, 190].map((height) => (
        <Skeleton key={height} h={height} radius="md" mb={22} />
      ))}
    </div>
  );
}
