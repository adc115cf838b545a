import { Skeleton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Page } from '../../components/page.tsx';
import { ErrorState } from '../../components/states.tsx';
import { notifications } from '../../stores/notifications.ts';
import { useNotificationsForm } from '../../stores/notifications-form.ts';
import { DeliverySection } from './delivery-section.tsx';
import { Doctor } from './doctor.tsx';
import { EnginePanel } from './engine-panel.tsx';
import { EventsSection } from './events-section.tsx';
import { MonitorsSection } from './monitors-section.tsx';
import { SaveBar } from './save-bar.tsx';
import { TargetsSection } from './targets-section.tsx';

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
  const scroll = useShowFirstError();
  const failed = error !== null && <ErrorState failure={error} retry={() => void notifications.refresh()} />;
  if (value === null || form === null) {
    return (
      <Page title="Notifications" narrow>
        {failed || <NotificationsSkeleton />}
      </Page>
    );
  }
  return (
    <Page title="Notifications" narrow scrollRef={scroll} footer={<SaveBar />}>
      {failed}
      <DeliverySection form={form} errors={errors} osSupported={value.osSupported} />
      <TargetsSection targets={value.targets} keychain={value.keychain} error={errors.targets} />
      <EventsSection form={form} error={errors.subscriptions} />
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
