import { Anchor, Button, Group, TextInput } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { Failure } from '../../src-shared/result.ts';
import type { AccountView } from '../../src-shared/views/accounts.ts';
import { call } from '../ipc.ts';
import { overview } from '../stores/overview.ts';
import { toastFailure } from '../stores/toasts.ts';
import styles from './account-form.module.css';
import { ConnectionResult } from './connection-result.tsx';
import { SecretInput } from './secret-input.tsx';

interface Props {
  /** Null for a new account. */
  account: AccountView | null;
  saveLabel: string;
  onSaved: (account: AccountView) => void;
  onCancel?: () => void;
}

const KEY_PAGE = 'https://panel.mxroute.com/api-keys.php';
const VARIABLE = { server: 'MX_SERVER', username: 'MX_USER', apiKey: 'MX_API_KEY' } as const;
type Field = keyof typeof VARIABLE;

const openKeyPage = async () => {
  const answer = await call('app.openExternal', KEY_PAGE);
  if (!answer.ok) toastFailure(answer);
};

export function AccountForm({ account, saveLabel, onSaved, onCancel }: Props) {
  const [values, setValues] = useState({
    server: account?.server ?? '',
    username: account?.username ?? '',
    apiKey: '',
  });
  const [domains, setDomains] = useState<string[] | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [busy, setBusy] = useState<'test' | 'save' | null>(null);
  const draft = () => ({ ...values, ...(account !== null && { id: account.id, apiUrl: account.apiUrl }) });

  const test = async () => {
    setBusy('test');
    const answer = await call('account.test', draft());
    setBusy(null);
    setProblem(answer.ok ? null : answer);
    setDomains(answer.ok ? answer.value.domains : null);
  };
  const save = async () => {
    setBusy('save');
    const answer = await call('account.save', draft());
    setBusy(null);
    setProblem(answer.ok ? null : answer);
    if (!answer.ok) return setDomains(null);
    await overview.refresh();
    onSaved(answer.value);
  };
  const input = (field: Field) => {
    const fixed = account?.fromEnvironment.includes(VARIABLE[field]) === true;
    return {
      value: values[field],
      disabled: fixed,
      error: problem?.field === field ? problem.message : undefined,
      autoComplete: 'off',
      spellCheck: false,
      ...(fixed && { description: `Set by environment ${VARIABLE[field]}.` }),
      onChange: (event: { currentTarget: HTMLInputElement }) => {
        const { value } = event.currentTarget;
        setValues((now) => ({ ...now, [field]: value }));
        setDomains(null);
        setProblem(null);
      },
    };
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void (domains === null ? test() : save());
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextInput label="Server" placeholder="eagle.mxlogin.com" data-autofocus {...input('server')} />
      <TextInput label="User name" {...input('username')} />
      <div>
        <SecretInput
          label="API key"
          placeholder={account?.hasKey ? 'Unchanged' : ''}
          names="the API key"
          {...input('apiKey')}
        />
        <p className={styles.hint}>
          All three stand on the{' '}
          <Anchor component="button" type="button" inherit onClick={() => void openKeyPage()}>
            API keys page of the MXroute panel <IconExternalLink size={12} aria-hidden="true" />
          </Anchor>
          . The key goes into this computer’s keychain.
        </p>
      </div>
      <ConnectionResult domains={domains} problem={problem} />
      <Group gap="xs" justify="flex-end">
        {onCancel !== undefined && (
          <Button variant="subtle" onClick={onCancel}>
            Cancel
          </Button>
        )}
        <Button
          type="button"
          variant={domains === null ? 'filled' : 'default'}
          loading={busy === 'test'}
          onClick={() => void test()}
        >
          Test connection
        </Button>
        <Button
          type="button"
          variant={domains === null ? 'default' : 'filled'}
          loading={busy === 'save'}
          onClick={() => void save()}
        >
          {saveLabel}
        </Button>
      </Group>
      <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
    </form>
  );
}
