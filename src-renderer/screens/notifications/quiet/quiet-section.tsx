import { TextInput } from '@mantine/core';
import { Section } from '../../../components/section.tsx';
import { Row, SwitchRow } from '../../../components/setting-row.tsx';
import type { FormErrors, NotificationsForm } from '../../../lib/notifications-form.ts';
import { quietWords } from '../../../lib/quiet-words.ts';
import { editForm } from '../../../stores/notifications-form.ts';
import styles from './quiet.module.css';

interface Props {
  form: NotificationsForm;
  errors: FormErrors;
}

export function QuietSection({ form, errors }: Props) {
  const time = (key: 'quietFrom' | 'quietTo') => ({
    type: 'time',
    value: form[key],
    error: errors[key],
    onChange: (event: { currentTarget: HTMLInputElement }) => {
      const { value } = event.currentTarget;
      editForm((now) => ({ ...now, [key]: value }));
    },
  });
  return (
    <Section title="When alerts go out">
      <SwitchRow
        label="Quiet hours"
        hint="Nothing pops up on this computer in these hours. What came in meanwhile is shown as one summary afterwards."
        checked={form.quietEnabled}
        error={errors.quietEnabled}
        onChange={(quietEnabled) => editForm((now) => ({ ...now, quietEnabled }))}
      />
      <Row>
        <div className={styles.times}>
          <TextInput label="Quiet from" {...time('quietFrom')} />
          <TextInput label="Quiet until" {...time('quietTo')} />
          <p className={styles.span} data-off={!form.quietEnabled || undefined}>
            {quietWords(form.quietFrom, form.quietTo)}
          </p>
        </div>
      </Row>
      <SwitchRow
        label="Also hold targets"
        hint="Targets, too, wait until the quiet hours are over, and get one message then. Failures and their recoveries still go out at once."
        checked={form.quietTargets}
        disabled={!form.quietEnabled}
        error={errors.quietTargets}
        onChange={(quietTargets) => editForm((now) => ({ ...now, quietTargets }))}
      />
      <SwitchRow
        label="Join many alerts into one message"
        hint="From the tenth alert within a minute on, what follows comes as one message. Nothing is left out."
        checked={form.digest}
        error={errors.digest}
        onChange={(digest) => editForm((now) => ({ ...now, digest }))}
      />
    </Section>
  );
}
