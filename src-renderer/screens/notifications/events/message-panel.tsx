import { SegmentedControl, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { type AuditAction, actionDefinition } from '../../../../src-shared/audit-actions.ts';
import type { MessagePreview } from '../../../../src-shared/views/notifications.ts';
import { Markdown } from '../../../components/markdown.tsx';
import { SidePanel } from '../../../components/side-panel.tsx';
import { ErrorState } from '../../../components/states.tsx';
import { SEVERITY_STATUS } from '../../../components/status.ts';
import { StatusIcon } from '../../../components/status-icon.tsx';
import { call } from '../../../ipc.ts';
import { useQuery } from '../../../stores/use-query.ts';
import styles from './message-panel.module.css';

type Form = 'text' | 'markdown';

const SAYS: Record<Form, string> = {
  text: 'As ntfy, e-mail, Pushover and most other services get it.',
  markdown: 'As services that take Markdown get it, such as Discord and Gotify.',
};

/** How an alert of this kind reads, from an invented example. */
export function MessagePanel({ action, onClose }: { action: AuditAction; onClose: () => void }) {
  const [form, setForm] = useState<Form>('text');
  const { value, error, again } = useQuery(`preview ${action}`, () => call('messages.preview', action), []);
  const { label } = actionDefinition(action);
  return (
    <SidePanel
      title={label}
      label={`Preview: ${label}`}
      onClose={onClose}
      meta="An invented example of the message that is sent."
    >
      {error !== null && <ErrorState failure={error} retry={again} />}
      {value === null && error === null && <Skeleton h={180} radius="md" />}
      {value !== null && (
        <div className={styles.parts}>
          <SegmentedControl
            aria-label="Show the message as"
            size="xs"
            data={[
              { value: 'text', label: 'Text' },
              { value: 'markdown', label: 'Markdown' },
            ]}
            value={form}
            onChange={(next) => setForm(next as Form)}
          />
          <Message preview={value} form={form} />
          <p className={styles.says}>{SAYS[form]}</p>
        </div>
      )}
    </SidePanel>
  );
}

function Message({ preview, form }: { preview: MessagePreview; form: Form }) {
  const { status, word } = SEVERITY_STATUS[preview.severity];
  return (
    <article className={styles.message} data-severity={preview.severity} aria-label="Message">
      <p className={styles.subject}>
        <StatusIcon status={status} word={word} size={15} />
        {preview.title}
      </p>
      {form === 'text' ? <p className={styles.text}>{preview.body}</p> : <Markdown text={preview.markdown} />}
    </article>
  );
}
