import { SecretInput } from '../../../../components/secret-input.tsx';
import styles from './dialog.module.css';
import { Templates } from './paste-only.tsx';
import type { TargetForm } from './use-target-draft.ts';

export function PasteForm({ form }: { form: TargetForm }) {
  const { draft, errors, target, service } = form;
  const { description } = draft;
  return (
    <div className={styles.fields}>
      <SecretInput
        label="Apprise URL"
        description={
          target !== null
            ? 'Empty: the stored address stays as it is.'
            : 'Any Apprise URL, or an address as you copied it: a Discord or Slack webhook, https://ntfy.sh/topic, any webhook.'
        }
        placeholder={target === null ? 'service://…' : 'Leave empty to keep it'}
        value={draft.url}
        error={errors.url}
        spellCheck={false}
        names="the URL"
        onChange={(event) => form.setUrl(event.currentTarget.value)}
      />
      {draft.url.trim() !== '' && errors.url === undefined && service.id !== 'custom' && (
        <p className={styles.recognised} role="status">
          Recognised as {service.label}.
        </p>
      )}
      {draft.url.trim() === '' && description !== null && description.pasteOnly.length > 0 && (
        <div className={styles.pasteOnly}>
          <p>Addresses of {description.label}:</p>
          <Templates description={description} />
        </div>
      )}
    </div>
  );
}
