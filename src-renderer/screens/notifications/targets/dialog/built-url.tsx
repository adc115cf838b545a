import { Button } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { pasted } from '../../../../../src-shared/notification-url/paste.ts';
import { StatusIcon } from '../../../../components/status-icon.tsx';
import { revealableUrl } from '../../../../lib/field-errors.ts';
import { hasNoSecret } from '../../../../lib/target-draft.ts';
import styles from './dialog.module.css';
import type { TargetForm } from './use-target-draft.ts';

/** Computed here from what was just typed: no answer of main ever carries it. */
function urlOf({ draft, keeps }: TargetForm): string | null {
  // A reference to the settings, not what Apprise will get.
  if (hasNoSecret(draft)) return null;
  if (draft.tab === 'build') return revealableUrl(draft.service, draft.values, keeps);
  if (draft.url.trim() === '') return null;
  const found = pasted(draft.url);
  return found.ok ? found.value.url : null;
}

function verdict(accepted: boolean | null) {
  if (accepted === true) return { status: 'healthy' as const, text: 'Apprise accepts this URL.' };
  if (accepted === false)
    return { status: 'unhealthy' as const, text: 'Apprise does not accept this URL. Check the fields.' };
  return {
    status: 'unknown' as const,
    text: 'Apprise could not be asked. The form is in order.',
  };
}

/** The generated URL, masked, with Apprise's own verdict; or what is wrong where no field is to blame. */
export function BuiltUrl({ form }: { form: TargetForm }) {
  const { built, refusal } = form;
  const [revealed, setRevealed] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new URL is masked again
  useEffect(() => setRevealed(false), [built]);
  if (refusal !== null) {
    return (
      <p className={styles.refused} role="alert">
        <StatusIcon status="unhealthy" word="" />
        {refusal}
      </p>
    );
  }
  if (built === null) return null;
  const url = urlOf(form);
  const { status, text } = verdict(built.accepted);
  return (
    <div className={styles.built} role="status">
      <div className={styles.url}>
        <code className={styles.urlText} data-testid="generated-url">
          {revealed && url !== null ? url : built.maskedUrl}
        </code>
        {url !== null && (
          <Button
            variant="subtle"
            size="xs"
            leftSection={revealed ? <IconEyeOff size={14} /> : <IconEye size={14} />}
            onClick={() => setRevealed(!revealed)}
          >
            {revealed ? 'Hide' : 'Reveal'}
          </Button>
        )}
        {url === null && form.keeps && !hasNoSecret(form.draft) && (
          <span className={styles.hidden}>The stored secret stays hidden</span>
        )}
      </div>
      <p className={styles.verdict}>
        <StatusIcon status={status} word="" size={15} />
        {text}
      </p>
      {built.warnings.map((warning) => (
        <p key={warning} className={styles.verdict}>
          <StatusIcon status="degraded" word="Warning" size={15} />
          {warning}
        </p>
      ))}
    </div>
  );
}
