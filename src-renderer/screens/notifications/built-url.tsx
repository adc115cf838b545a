import { Button } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { pasted } from '../../../src-shared/notification-url/paste.ts';
import { StatusIcon } from '../../components/status-icon.tsx';
import { revealableUrl } from '../../lib/target-form.ts';
import styles from './dialog.module.css';
import type { TargetForm } from './use-target-draft.ts';

/** Computed here from what was just typed: no answer of main ever carries it. */
function urlOf({ draft, editing }: TargetForm): string | null {
  if (draft.tab === 'build') return revealableUrl(draft.service, draft.values, editing);
  const found = pasted(draft.url);
  return found.ok ? found.value.url : null;
}

function verdict(accepted: boolean | null) {
  if (accepted === true) return { status: 'healthy' as const, text: 'Apprise accepts this URL.' };
  if (accepted === false)
    return { status: 'unhealthy' as const, text: 'Apprise does not accept this URL. Check the fields.' };
  return {
    status: 'unknown' as const,
    text: 'Apprise could not be asked, since it is not running. The form is in order.',
  };
}

/** The generated URL, masked, with Apprise's own verdict; or what is wrong where no field is to blame. */
export function BuiltUrl({ form }: { form: TargetForm }) {
  const { built, problem, draft, service } = form;
  const [revealed, setRevealed] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new URL is masked again
  useEffect(() => setRevealed(false), [built]);
  const shownAtField =
    problem?.field !== undefined &&
    (problem.field === 'envVariable' ||
      draft.tab === 'paste' ||
      service.fields.some(({ name }) => name === problem.field));
  if (problem !== null && !shownAtField && draft.tab === 'build') {
    return (
      <p className={styles.refused} role="alert">
        <StatusIcon status="unhealthy" word="" />
        {problem.message}
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
