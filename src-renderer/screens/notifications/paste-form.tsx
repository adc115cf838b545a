import { PasswordInput } from '@mantine/core';
import { fieldSentence } from '../../lib/target-form.ts';
import styles from './dialog.module.css';
import type { TargetForm } from './use-target-draft.ts';

export function PasteForm({ form }: { form: TargetForm }) {
  const { draft, problem, editing, service } = form;
  // In this tab any refused field means the one address.
  const error =
    problem !== null && problem.field !== 'envVariable' ? fieldSentence('URL', problem.message) : undefined;
  return (
    <div className={styles.fields}>
      <PasswordInput
        label="Apprise URL"
        description={
          editing
            ? 'Empty: the stored address stays as it is.'
            : 'Any Apprise URL, or an address as you copied it: a Discord or Slack webhook, https://ntfy.sh/topic, any webhook.'
        }
        placeholder={editing ? 'Unchanged' : 'service://…'}
        value={draft.url}
        error={error}
        autoComplete="off"
        spellCheck={false}
        visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the URL' }}
        onChange={(event) => form.change({ url: event.currentTarget.value })}
      />
      {draft.url.trim() !== '' && error === undefined && service.id !== 'custom' && (
        <p className={styles.recognised}>Recognised as {service.label}.</p>
      )}
    </div>
  );
}
