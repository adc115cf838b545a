import type { MonitorView } from '../../../../src-shared/views/scans.ts';
import { type FormErrors, type NotificationsForm, withMonitor } from '../../../lib/notifications-form.ts';
import { editForm } from '../../../stores/notifications-form.ts';
import { MonitorCard } from './monitor-card.tsx';
import { MONITOR_CARDS, type NumberKey } from './monitor-cards.ts';
import styles from './monitors.module.css';
import { NumberField } from './number-field.tsx';

interface Props {
  form: NotificationsForm;
  errors: FormErrors;
  monitors: MonitorView[];
}

const setNumber = (key: NumberKey) => (value: number | '') => editForm((now) => ({ ...now, [key]: value }));

export function MonitorsSection({ form, errors, monitors }: Props) {
  return (
    <div className={styles.cards}>
      {MONITOR_CARDS.map(({ monitor, title, label, hint, enabledKey, numbers, runs }) => (
        <MonitorCard
          key={monitor}
          title={title}
          label={label}
          hint={hint}
          scan={monitor}
          runs={runs.map((run) => ({ ...run, view: monitors.find((one) => one.monitor === run.monitor) }))}
          enabled={form[enabledKey]}
          onEnable={(on) => editForm((now) => withMonitor(now, monitor, on))}
        >
          {numbers.map(({ key, ...field }) => (
            <NumberField
              key={key}
              {...field}
              value={form[key]}
              error={errors[key]}
              onChange={setNumber(key)}
            />
          ))}
        </MonitorCard>
      ))}
    </div>
  );
}
