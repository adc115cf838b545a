import { Button, Skeleton } from '@mantine/core';
import type { FormEvent } from 'react';
import { Section } from '../../components/section.tsx';
import { Row } from '../../components/setting-row.tsx';
import { ErrorState } from '../../components/states.tsx';
import { StatusIcon } from '../../components/status-icon.tsx';
import { discardSmtp, saveSmtp, smtp, useSmtp, useSmtpDirty } from '../../stores/smtp.ts';
import { PasswordHome } from './password-home.tsx';
import styles from './smtp.module.css';
import { SmtpFields } from './smtp-fields.tsx';
import { SmtpTest } from './smtp-test.tsx';

/** Used for targets that are switched to it, and read anew whenever something is sent. */
export function SmtpSection() {
  const { value, error } = smtp.use();
  const { form, errors, saving } = useSmtp();
  const dirty = useSmtpDirty();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void saveSmtp();
  };
  return (
    <Section
      title="Mailbox Password Reset"
      hint="The mail server for e-mail targets that use these settings. A change applies to the next message."
    >
      {error !== null && value === null && <ErrorState failure={error} retry={() => void smtp.refresh()} />}
      {error === null && (value === null || form === null) && <Skeleton h={300} radius={0} />}
      {value !== null && form !== null && (
        <>
          <form onSubmit={submit} noValidate aria-label="SMTP settings">
            <Row>
              <SmtpFields view={value} form={form} errors={errors} />
            </Row>
            <Row>
              <PasswordHome view={value} form={form} error={errors.store} />
            </Row>
            {value.problems.length > 0 && !dirty && (
              <Row>
                <ul className={styles.problems} aria-label="What is missing">
                  {value.problems.map((problem) => (
                    <li key={problem}>
                      <StatusIcon status="degraded" word="Warning" size={14} />
                      {problem}
                    </li>
                  ))}
                </ul>
              </Row>
            )}
            {dirty && (
              <div className={styles.save}>
                <span className={styles.state} role="status">
                  {Object.keys(errors).length > 0 ? 'Not saved: see the marked fields' : 'Unsaved changes'}
                </span>
                <Button variant="subtle" onClick={discardSmtp}>
                  Discard
                </Button>
                <Button type="submit" loading={saving}>
                  Save SMTP settings
                </Button>
              </div>
            )}
          </form>
          <SmtpTest view={value} dirty={dirty} />
        </>
      )}
    </Section>
  );
}
