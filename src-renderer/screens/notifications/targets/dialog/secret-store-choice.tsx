import { Radio, Stack } from '@mantine/core';
import type { NotificationsView } from '../../../../../src-shared/views/notifications.ts';
import { noVariableReason } from '../../../../lib/env-token.ts';
import type { TargetStore } from '../../../../lib/target-draft.ts';
import styles from './dialog.module.css';
import { EnvVariable } from './env-variable.tsx';
import type { TargetForm } from './use-target-draft.ts';

interface Props {
  form: TargetForm;
  keychain: NotificationsView['keychain'];
  taken: readonly string[];
}

const HOME: Record<TargetStore, string> = {
  keychain: 'the OS keychain',
  env: 'the environment',
  database: 'the database',
};

/** Where the secret lives; what cannot be chosen says why. */
export function SecretStoreChoice({ form, keychain, taken }: Props) {
  const { draft, errors, service, target } = form;
  const noVariable = noVariableReason(service);
  const moves = target !== null && !target.usesResetSmtp && draft.store !== target.store;
  return (
    <div>
      <Radio.Group
        label="Where the secret lives"
        value={draft.store}
        error={errors.store}
        onChange={(store) => form.setStore(store as TargetStore)}
      >
        <Stack gap={8} mt={4}>
          <Radio
            value="keychain"
            label="OS keychain"
            disabled={!keychain.usable}
            description={
              keychain.usable
                ? 'The safest place. The database holds the masked address only.'
                : `Cannot be used: ${keychain.reason ?? 'this system offers none.'} Choose another place.`
            }
          />
          <Radio
            value="env"
            label="Store token in .env instead of the database"
            disabled={noVariable !== null}
            description={
              noVariable ??
              'The token is read from the environment or the .env file of the data folder when something is sent.'
            }
          />
          {draft.store === 'env' && noVariable === null && <EnvVariable form={form} taken={taken} />}
          <Radio
            value="database"
            label="In the database"
            description="The whole address, readable by whoever can read the data folder."
          />
        </Stack>
      </Radio.Group>
      {moves && (
        <p role="status" className={styles.help}>
          Saving moves the secret to {HOME[draft.store]} and removes it from {HOME[target.store]}.
        </p>
      )}
    </div>
  );
}
