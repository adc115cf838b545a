import { Switch, TextInput } from '@mantine/core';
import type { SmtpView } from '../../../src-shared/views/smtp.ts';
import { SecretInput } from '../../components/secret-input.tsx';
import { passwordHome, type SmtpErrors, type SmtpField, type SmtpForm } from '../../lib/smtp-form.ts';
import { editSmtp } from '../../stores/smtp.ts';
import styles from './smtp.module.css';

interface Props {
  view: SmtpView;
  form: SmtpForm;
  errors: SmtpErrors;
}

const BELOW: ('label' | 'input' | 'error' | 'description')[] = ['label', 'input', 'error', 'description'];

export function SmtpFields({ view, form, errors }: Props) {
  const fixed = (field: SmtpField) => view.fromEnvironment[field];
  /** What the environment sets is shown with its variable, and changed there. */
  const shared = (field: SmtpField, help?: string) => {
    const variable = fixed(field);
    return {
      disabled: variable !== undefined,
      error: errors[field],
      ...(variable === undefined
        ? { description: help }
        : { description: `Set by environment ${variable}.`, inputWrapperOrder: BELOW }),
    };
  };
  const text = (field: 'host' | 'port' | 'user' | 'from', help?: string) => ({
    ...shared(field, help),
    value: form[field],
    spellCheck: false,
    autoComplete: 'off',
    onChange: (event: { currentTarget: HTMLInputElement }) =>
      editSmtp(field, { [field]: event.currentTarget.value }),
  });
  return (
    <div className={styles.fields}>
      <TextInput label="SMTP host" placeholder="eagle.mxlogin.com" {...text('host')} />
      <TextInput label="Port" inputMode="numeric" placeholder="587" {...text('port')} />
      <TextInput label="User" placeholder="alerts@example.com" {...text('user')} />
      <Password view={view} form={form} errors={errors} />
      <TextInput
        label="From"
        placeholder={view.user.includes('@') ? view.user : 'alerts@example.com'}
        {...text('from', 'Empty: the user, where that is an address.')}
      />
      <Switch
        label="Use TLS"
        aria-label="Use TLS"
        className={styles.tls}
        checked={form.useTls}
        disabled={fixed('useTls') !== undefined}
        error={errors.useTls}
        description={
          fixed('useTls') === undefined
            ? 'SSL on port 465, STARTTLS on every other.'
            : `Set by environment ${fixed('useTls')}.`
        }
        onChange={(event) => editSmtp('useTls', { useTls: event.currentTarget.checked })}
      />
    </div>
  );
}

function Password({ view, form, errors }: Props) {
  const variable = view.fromEnvironment.password;
  const removed = form.password === '' && view.password !== null;
  const about = removed ? 'Will be removed when you save.' : passwordHome(view);
  return (
    <SecretInput
      label="Password"
      {...(variable === undefined
        ? { description: about }
        : { description: `Set by environment ${variable}.`, inputWrapperOrder: BELOW })}
      disabled={variable !== undefined}
      error={errors.password}
      placeholder={view.password === null || removed || variable !== undefined ? '' : 'Unchanged'}
      autoComplete="off"
      names="the password"
      value={form.password ?? ''}
      onChange={(event) => editSmtp('password', { password: event.currentTarget.value || null })}
    />
  );
}
