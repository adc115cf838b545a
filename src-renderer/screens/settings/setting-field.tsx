import { Button, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { SettingKey, SettingView } from '../../../src-shared/settings.ts';
import { settingChanged, textOfSetting } from '../../lib/setting-text.ts';
import { setSetting } from '../../stores/settings.ts';
import { toastDone, toastFailure } from '../../stores/toasts.ts';
import { useUnsaved } from '../../stores/use-unsaved.ts';
import { SettingSource } from './setting-source.tsx';
import styles from './settings.module.css';

interface Props {
  setting: SettingView;
}

/** Settings with a few values to choose from; the window does not carry main's schemas. */
const CHOICES: Partial<Record<SettingKey, string[]>> = { 'icon.scheme': ['https', 'http'] };

/** One setting by the kind of its value; saved by itself, its refusal said at the field. */
export function SettingField({ setting }: Props) {
  const choices = CHOICES[setting.key];
  if (choices !== undefined) return <ChoiceSetting setting={setting} choices={choices} />;
  return typeof setting.value === 'boolean' ? (
    <FlagSetting setting={setting} />
  ) : (
    <TextSetting setting={setting} />
  );
}

function ChoiceSetting({ setting, choices }: Props & { choices: string[] }) {
  const save = async (value: string) => {
    const answer = await setSetting(setting.key, value);
    if (!answer.ok) toastFailure(answer);
  };
  return (
    <>
      <div className={styles.split}>
        <p className={styles.name}>{setting.label}</p>
        <SegmentedControl
          aria-label={setting.label}
          data={choices}
          value={String(setting.value)}
          disabled={setting.source === 'environment'}
          onChange={(value) => void save(value)}
        />
      </div>
      <SettingSource setting={setting} />
    </>
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
        aria-label={setting.label}
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
  const save = async (): Promise<boolean> => {
    if (!changed) return true;
    setSaving(true);
    const answer = await setSetting(setting.key, text.trim());
    setSaving(false);
    setError(answer.ok ? null : answer.message);
    if (!answer.ok) return false;
    setTyped(null);
    toastDone(`${setting.label} saved.`);
    return true;
  };
  const reset = () => {
    setTyped(null);
    setError(null);
  };
  const says = `You changed “${setting.label}” and have not saved it.`;
  useUnsaved(changed, { form: setting.key, says, save, discard: reset });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  return (
    <form className={styles.text} onSubmit={submit} noValidate>
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
