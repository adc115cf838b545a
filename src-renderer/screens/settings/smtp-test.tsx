import { Button, TextInput } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { SmtpTestOutcome, SmtpView } from '../../../src-shared/views/smtp.ts';
import { Row } from '../../components/setting-row.tsx';
import { StatusIcon } from '../../components/status-icon.tsx';
import { call } from '../../ipc.ts';
import { defaultRecipient } from '../../lib/smtp-form.ts';
import { durationWords } from '../../lib/time.ts';
import styles from './smtp.module.css';

/** Sends with what is stored, so only once everything is saved. */
export function SmtpTest({ view, dirty }: { view: SmtpView; dirty: boolean }) {
  const [typed, setTyped] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const [outcome, setOutcome] = useState<(SmtpTestOutcome & { to: string }) | null>(null);
  const [refused, setRefused] = useState<string | undefined>(undefined);
  const to = (typed ?? defaultRecipient(view)).trim();
  const blocked = dirty || view.problems.length > 0;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (blocked || to === '') return;
    setSending(true);
    setOutcome(null);
    setRefused(undefined);
    const answer = await call('smtp.test', { to });
    setSending(false);
    if (answer.ok) setOutcome({ ...answer.value, to });
    else if (answer.field === 'to') setRefused(answer.message);
    else setOutcome({ ok: false, durationMs: null, error: answer.message, to });
  };
  return (
    <Row>
      <form className={styles.test} onSubmit={(event) => void send(event)} noValidate>
        <TextInput
          label="Send a test message to"
          className={styles.to}
          type="email"
          autoComplete="off"
          value={typed ?? defaultRecipient(view)}
          error={refused}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setRefused(undefined);
          }}
        />
        <Button
          type="submit"
          variant="default"
          leftSection={<IconSend size={15} />}
          loading={sending}
          disabled={blocked || to === ''}
        >
          Send test
        </Button>
      </form>
      <p className={styles.outcome} role="status">
        {dirty && 'Save first: the test uses what is stored.'}
        {!dirty && outcome !== null && (
          <>
            <StatusIcon status={outcome.ok ? 'healthy' : 'unhealthy'} word="" size={14} />
            <span>{outcomeWords(outcome)}</span>
          </>
        )}
      </p>
    </Row>
  );
}

function outcomeWords({ ok, durationMs, error, to }: SmtpTestOutcome & { to: string }): string {
  if (!ok) return `Not sent: ${error ?? 'no reason was given.'}`;
  const took = durationMs === null ? '' : ` in ${durationWords(durationMs)}`;
  return `The mail server took the message to ${to}${took}.`;
}
