import { Button, NumberInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { SettingView } from '../../../../src-shared/settings.ts';
import { StatusIcon } from '../../../components/status-icon.tsx';
import { isRetentionKey, lossOf, RETENTION_KEYS, type RetentionKey } from '../../../lib/retention-words.ts';
import { setSetting } from '../../../stores/settings.ts';
import { toastDone } from '../../../stores/toasts.ts';
import { useUnsaved } from '../../../stores/use-unsaved.ts';
import { SettingSource } from '../setting-source.tsx';
import base from '../settings.module.css';
import styles from './retention.module.css';

type Typed = Partial<Record<RetentionKey, number | ''>>;
type Errors = Partial<Record<RetentionKey, string>>;

interface Retention extends SettingView {
  key: RetentionKey;
}
const isRetention = (setting: SettingView): setting is Retention => isRetentionKey(setting.key);

/** How long things are kept. What a shorter time deletes is said before it is saved. */
export function RetentionForm({ settings }: { settings: SettingView[] }) {
  const [typed, setTyped] = useState<Typed>({});
  const [errors, setErrors] = useState<Errors>({});
  const [saving, setSaving] = useState(false);
  const own = RETENTION_KEYS.flatMap((key) => settings.filter(isRetention).filter((one) => one.key === key));
  const changed = own.filter(({ key, value }) => typed[key] !== undefined && typed[key] !== value);
  const losses = changed.flatMap(({ key, value }) => {
    const days = typed[key];
    const loss =
      days === '' || days === undefined
        ? undefined
        : lossOf(key, { days, daysNow: Number(value) }, Date.now());
    return loss === undefined ? [] : [loss];
  });
  const save = async (): Promise<boolean> => {
    setSaving(true);
    const refused: Errors = {};
    const saved: Typed = {};
    for (const { key } of changed) {
      const answer = await setSetting(key, typed[key]);
      if (answer.ok) saved[key] = typed[key];
      else refused[key] = answer.message;
    }
    setSaving(false);
    setErrors(refused);
    // What was typed in the meantime stays.
    setTyped((now) =>
      Object.fromEntries(Object.entries(now).filter(([key, value]) => saved[key as RetentionKey] !== value)),
    );
    if (Object.keys(refused).length > 0) return false;
    toastDone('Saved how long things are kept.');
    return true;
  };
  const discard = () => {
    setTyped({});
    setErrors({});
  };
  const says = ['You changed how long things are kept and have not saved it.', ...losses].join(' ');
  useUnsaved(changed.length > 0, { form: 'retention', says, save, discard });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  return (
    <form onSubmit={submit} noValidate aria-label="How long things are kept">
      <p className={base.name}>How long things are kept</p>
      <p className={base.help}>A clean-up runs once a day.</p>
      <div className={styles.fields}>
        {own.map((setting) => (
          <div key={setting.key}>
            <NumberInput
              label={setting.label}
              description={setting.help}
              inputWrapperOrder={['label', 'input', 'error', 'description']}
              classNames={{ wrapper: styles.input }}
              allowDecimal={false}
              allowNegative={false}
              clampBehavior="none"
              disabled={setting.source === 'environment'}
              error={errors[setting.key]}
              value={typed[setting.key] ?? Number(setting.value)}
              onChange={(next) => {
                setTyped({ ...typed, [setting.key]: typeof next === 'number' ? next : '' });
                setErrors({ ...errors, [setting.key]: undefined });
              }}
            />
            <SettingSource setting={setting} />
          </div>
        ))}
      </div>
      {changed.length > 0 && (
        <>
          {losses.length > 0 && (
            <div className={styles.losses} role="status">
              <StatusIcon status="degraded" word="Warning" size={15} />
              <div>
                {losses.map((loss) => (
                  <p key={loss}>{loss}</p>
                ))}
                <p>This cannot be undone. “Back up now” keeps a copy first.</p>
              </div>
            </div>
          )}
          <div className={base.buttons}>
            <Button type="submit" size="xs" loading={saving} {...(losses.length > 0 && { color: 'red' })}>
              {losses.length > 0 ? 'Save and delete what is older' : 'Save'}
            </Button>
            <Button variant="subtle" size="xs" onClick={discard}>
              Discard
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
