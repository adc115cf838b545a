import type { MonitorView } from '../../../../src-shared/views.ts';
import { type FormErrors, type NotificationsForm, withMonitor } from '../../../lib/notifications-form.ts';
import { editForm } from '../../../stores/notifications-form.ts';
import { MonitorCard } from './monitor-card.tsx';
import styles from './monitors.module.css';
import { NumberField } from './number-field.tsx';

interface Props {
  form: NotificationsForm;
  errors: FormErrors;
  monitors: MonitorView[];
}

export function MonitorsSection({ form, errors, monitors }: Props) {
  const number = (key: 'dnsIntervalHours' | 'usageIntervalHours' | 'storagePercent' | 'sendPercent') => ({
    value: form[key],
    error: errors[key],
    onChange: (value: number | '') => editForm((now) => ({ ...now, [key]: value })),
  });
  const find = (name: MonitorView['monitor']) => monitors.find(({ monitor }) => monitor === name);
  return (
    <div className={styles.pair}>
      <MonitorCard
        title="DNS health monitoring"
        label="Enable DNS health monitoring"
        monitor="dns"
        view={find('dns')}
        enabled={form.dnsEnabled}
        onEnable={(on) => editForm((now) => withMonitor(now, 'dns', on))}
      >
        <NumberField label="Check interval (hours)" min={1} max={168} {...number('dnsIntervalHours')} />
      </MonitorCard>
      <MonitorCard
        title="Mailbox usage monitoring"
        label="Enable scheduled mailbox usage checks"
        monitor="usage"
        view={find('usage')}
        enabled={form.usageEnabled}
        onEnable={(on) => editForm((now) => withMonitor(now, 'usage', on))}
      >
        <NumberField label="Check interval (hours)" min={1} max={168} {...number('usageIntervalHours')} />
        <NumberField label="Storage alert at (%)" min={50} max={99} {...number('storagePercent')} />
        <NumberField label="Daily send alert at (%)" min={50} max={99} {...number('sendPercent')} />
      </MonitorCard>
    </div>
  );
}
