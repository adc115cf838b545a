import { Button } from '@mantine/core';
import { useState } from 'react';
import type { DomainDetail } from '../../../../../src-shared/views/domains.ts';
import { CopyButton } from '../../../../components/copy-button.tsx';
import { Section } from '../../../../components/section.tsx';
import { AcceptedMxHosts } from './accepted-mx-hosts.tsx';
import { DmarcEditor } from './dmarc-editor.tsx';
import styles from './policy.module.css';
import { usePolicyForm } from './use-policy-form.ts';

interface Props {
  detail: DomainDetail;
  again: () => void;
}

/** What a person wants of this one domain, other than of all. */
export function PolicySection({ detail: asked, again }: Props) {
  // Until the panel's own answer is there, what was stored last counts: the next change must not undo it.
  const [answer, setAnswer] = useState<{ to: DomainDetail; policy: DomainDetail['policy'] } | null>(null);
  const detail = answer?.to === asked ? { ...asked, policy: answer.policy } : asked;
  const stored = ({ policy }: DomainDetail) => {
    setAnswer({ to: asked, policy });
    again();
  };
  const editor = usePolicyForm(detail, stored);
  const { policy, dmarcDefault, checks } = detail;
  const published = checks.dmarc.status === 'unknown' ? null : checks.dmarc.found;
  return (
    <>
      <div className={styles.part}>
        <Section
          title="DMARC policy"
          actions={
            editor.form === null && (
              <Button variant="default" size="xs" onClick={editor.open}>
                Edit DMARC policy
              </Button>
            )
          }
        >
          <dl className={styles.records}>
            <dt>
              A repair deploys
              <span className={styles.origin}>
                {policy.dmarcRecord === null ? 'the default' : 'this domain’s own'}
              </span>
            </dt>
            <dd>
              <code className="mono">{policy.dmarcRecord ?? dmarcDefault}</code>
              <CopyButton text={policy.dmarcRecord ?? dmarcDefault} label="Copy the DMARC record to deploy" />
            </dd>
            <dt>Published now</dt>
            {(published ?? []).map((record) => (
              <dd key={record}>
                <code className="mono">{record}</code>
                <CopyButton text={record} label="Copy the published DMARC record" />
              </dd>
            ))}
            {published === null && <dd className={styles.nothing}>Could not be looked up</dd>}
            {published?.length === 0 && (
              <dd className={styles.nothing}>
                {detail.mailHosting === false ? 'Not looked up while mail hosting is off' : 'Nothing'}
              </dd>
            )}
          </dl>
          {editor.form !== null && (
            <DmarcEditor editor={editor} form={editor.form} dmarcDefault={dmarcDefault} />
          )}
        </Section>
      </div>
      <AcceptedMxHosts detail={detail} stored={stored} />
    </>
  );
}
