import { Radio, Stack, TextInput } from '@mantine/core';
import type { TargetDraft } from '../../../src-shared/ipc-contract.ts';
import type { NotificationsView } from '../../../src-shared/views.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { call } from '../../ipc.ts';
import { envLine } from '../../lib/target-form.ts';
import styles from './dialog.module.css';
import type { TargetForm } from './use-target-draft.ts';
import { valuesOf } from './values-of.ts';

interface Props {
  form: TargetForm;
  keychain: NotificationsView['keychain'];
}

/** Main keeps the clipboard's minute, also when the window is closed before it is over. */
const copySecret = async (line: string): Promise<boolean> => (await call('app.copySecret', line)).ok;

/** Where the secret lives; what cannot be chosen says why. */
export function SecretStoreChoice({ form, keychain }: Props) {
  const { draft, problem, service, change } = form;
  const line = envLine(service, valuesOf(form), draft.variable);
  const variable = service.credential?.variable;
  return (
    <Radio.Group
      label="Where the secret lives"
      value={draft.store}
      onChange={(store) =>
        change({
          store: store as TargetDraft['store'],
          ...(store === 'env' && !draft.variable.startsWith(variable ?? '') && { variable: variable ?? '' }),
        })
      }
    >
      <Stack gap={8} mt={4}>
        <Radio
          value="keychain"
          label="OS keychain"
          disabled={!keychain.usable}
          description={
            keychain.usable
              ? 'The safest place. The database holds the masked address only.'
              : `Cannot be used: ${keychain.reason ?? 'this system offers none.'}`
          }
        />
        <Radio
          value="env"
          label="Store token in .env instead of the database"
          description="The token is read from the environment or the .env file of the data folder when something is sent."
        />
        {draft.store === 'env' && (
          <div className={styles.env}>
            <TextInput
              label="Variable"
              className={styles.variable}
              value={draft.variable}
              error={problem?.field === 'envVariable' ? problem.message : undefined}
              spellCheck={false}
              onChange={(event) => change({ variable: event.currentTarget.value })}
            />
            {line !== null && (
              <CopyButton
                text={line}
                label="Copy token for .env"
                words="Copy token for .env"
                copy={copySecret}
              />
            )}
          </div>
        )}
        <Radio
          value="database"
          label="In the database"
          description="The whole address, readable by whoever can read the data folder."
        />
      </Stack>
    </Radio.Group>
  );
}
