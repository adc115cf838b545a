import { Button, Switch, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { SettingView } from '../../../src-shared/settings.ts';
import { settingChanged, textOfSetting } from '../../lib/setting-text.ts';
import { setSetting } from '../../stores/settings.ts';
import { toastDone } from '../../stores/toasts.ts';
import { SettingSource } from './setting-source.tsx';
import styles from './settings.module.css';

interface Props {
  setting: SettingView;
}

/** One setting by the kind of its value; saved by itself, its refusal said at the field. */
export function SettingField({ setting }: Props) {
  return typeof setting.value === 'boolean' ? (
    <FlagSetting setting={setting} />
  ) : (
    <TextSetting setting={setting} />
  );
}

function FlagSetting({ setting }: Props) {
  const [error, setError] = useState<string | null>(null);
  const save = async (value: boolean) => {
    const answer = await setSetting(setting.key, value);
    setError(answer.ok ? null : answer.message);
  };
  return (
    <>
      <Switch
        label={setting.label}
        description={setting.help}
        error={error}
        labelPosition="left"
        classNames={{ root: styles.switch, body: styles.switchBody, label: styles.switchLabel }}
        checked={setting.value === true}
        disabled={setting.source === 'environment'}
        onChange={(event) => void save(event.currentTarget.checked)}
      />
      <SettingSource setting={setting} />
    </>
  );
}

function TextSetting({ setting }: Props) {
  // Null: untouched, shows what main says.
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const text = typed ?? textOfSetting(setting.value);
  const changed = typed !== null && settingChanged(typed, setting.value);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!changed) return;
    setSaving(true);
    const answer = await setSetting(setting.key, text.trim());
    setSaving(false);
    setError(answer.ok ? null : answer.message);
    if (!answer.ok) return;
    setTyped(null);
    toastDone(`${setting.label} saved.`);
  };
  const reset = () => {
    setTyped(null);
    setError(null);
  };
  return (
    <form className={styles.text} onSubmit={(event) => void save(event)} noValidate>
      <TextInput
        className={typeof setting.value === 'number' ? styles.number : styles.input}
        label={setting.label}
        description={setting.help}
        error={error}
        disabled={setting.source === 'environment'}
        value={text}
        placeholder={textOfSetting(setting.default)}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setError(null);
        }}
      />
      {changed && (
        <div className={styles.buttons}>
          <Button type="submit" size="xs" loading={saving}>
            Save
          </Button>
          <Button variant="subtle" size="xs" onClick={reset}>
            Discard
          </Button>
        </div>
      )}
      <SettingSource setting={setting} />
    </form>
  );
}
