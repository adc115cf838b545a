import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AttentionItem, FleetRow } from '../../../src-shared/views.ts';
import { Section } from '../../components/section.tsx';
import { SEVERITY_STATUS } from '../../components/status.ts';
import { StatusIcon } from '../../components/status-icon.tsx';
import { go } from '../../stores/navigation.ts';
import styles from './overview.module.css';

interface Props {
  items: AttentionItem[];
  domains: FleetRow[];
  scanned: boolean;
  onOpenDomain: (domain: string) => void;
}

const SHOWN = 5;

/** What can be done about it, as a verb. */
function actionOf(item: AttentionItem, domains: FleetRow[], openDomain: Props['onOpenDomain']) {
  const domain = domains.find(
    (row) => row.domain === item.subject || item.subject.endsWith(`@${row.domain}`),
  );
  const event = item.eventId;
  if (item.kind === 'dns' && domain) return { label: 'Show records', run: () => openDomain(domain.domain) };
  if (item.kind === 'delivery') return { label: 'Check targets', run: () => go({ screen: 'notifications' }) };
  if (event !== undefined) return { label: 'Show event', run: () => go({ screen: 'logs', eventId: event }) };
  if (item.kind === 'monitor') return { label: 'Open settings', run: () => go({ screen: 'settings' }) };
  if (domain) return { label: 'Show mailboxes', run: () => openDomain(domain.domain) };
  return { label: 'Open logs', run: () => go({ screen: 'logs' }) };
}

export function Attention({ items, domains, scanned, onOpenDomain }: Props) {
  const [all, setAll] = useState(false);
  const shown = all ? items : items.slice(0, SHOWN);
  return (
    <Section title="Needs attention">
      {items.length === 0 ? (
        <p className={styles.calm}>
          <StatusIcon status={scanned ? 'healthy' : 'pending'} word="" />
          {scanned
            ? 'Nothing needs you. You will be told when that changes.'
            : 'Nothing has been checked yet. Choose Scan now to look for the first time.'}
        </p>
      ) : (
        <ul className={styles.items}>
          {shown.map((item) => {
            const { status, word } = SEVERITY_STATUS[item.severity];
            const action = actionOf(item, domains, onOpenDomain);
            return (
              <li key={`${item.kind} ${item.subject} ${item.message}`}>
                <StatusIcon status={status} word={word} />
                <span className={`${styles.subject} truncate`} title={item.subject}>
                  {item.subject}
                </span>
                <span className={`${styles.message} truncate`} title={item.message}>
                  {item.message}
                </span>
                <Button
                  variant="subtle"
                  size="xs"
                  aria-label={`${action.label}: ${item.subject}`}
                  onClick={action.run}
                >
                  {action.label}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      {items.length > SHOWN && (
        <div className={styles.more}>
          <Button variant="subtle" size="xs" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show ${items.length - SHOWN} more`}
          </Button>
        </div>
      )}
    </Section>
  );
}
