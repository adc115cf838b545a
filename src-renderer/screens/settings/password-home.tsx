import { Button, Radio, Stack } from '@mantine/core';
import { envLine } from '../../../src-shared/env-line.ts';
import type { SmtpView } from '../../../src-shared/views/smtp.ts';
import type { SecretStore } from '../../../src-shared/views/targets.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { call } from '../../ipc.ts';
import { PASSWORD_VARIABLE, type SmtpForm } from '../../lib/smtp-form.ts';
import { editSmtp } from '../../stores/smtp.ts';
import styles from './smtp.module.css';

interface Props {
  view: SmtpView;
  form: SmtpForm;
  error: string | undefined;
}

/** Main keeps the clipboard's minute, also when the window is closed before it is over. */
const copySecret = async (line: string): Promise<boolean> => (await call('app.copySecret', line)).ok;

/** Where the password lives; what cannot be chosen says why. */
export function PasswordHome({ view, form, error }: Props) {
  const { keychain, password: home } = view;
  const removable = home !== null && home !== 'env';
  const removing = form.password === '';
  const line = form.password ? envLine(PASSWORD_VARIABLE, form.password) : undefined;
  return (
    <Radio.Group
      label="Where the password lives"
      value={form.store}
      error={error}
      onChange={(store) => editSmtp('store', { store: store as SecretStore })}
    >
      <Stack gap={8} mt={4}>
        <Radio
          value="keychain"
          label="OS keychain"
          disabled={!keychain.usable}
          description={
            keychain.usable
              ? 'The safest place.'
              : `Cannot be used: ${keychain.reason ?? 'this system offers none.'}`
          }
        />
        <div className={styles.home}>
          <Radio
            value="env"
            label="In .env instead of the database"
            description={`Read from ${PASSWORD_VARIABLE} in the environment or the .env file of the data folder when something is sent.`}
          />
          {form.store === 'env' && line !== undefined && (
            <CopyButton
              text={line}
              label="Copy password for .env"
              words="Copy password for .env"
              copy={copySecret}
            />
          )}
        </div>
        <Radio
          value="database"
          label="In the database"
          description="Readable by whoever can read the data folder."
        />
      </Stack>
      {removable && (
        <Button
          variant="subtle"
          size="xs"
          ml={-9}
          mt={6}
          onClick={() => editSmtp('password', { password: removing ? null : '' })}
        >
          {removing ? 'Keep the password' : 'Remove the password'}
        </Button>
      )}
    </Radio.Group>
  );
}
