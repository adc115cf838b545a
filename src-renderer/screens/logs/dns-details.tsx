import { Button } from '@mantine/core';
import type { DnsAlertDomain, DnsRecoveredDomain } from '../../../src-shared/audit-event.ts';
import { RecordCompare } from '../../components/record-compare.tsx';
import { Section } from '../../components/section.tsx';
import { CHECK_STATUS, STATUS } from '../../components/status.ts';
import { StatusIcon, StatusWord } from '../../components/status-icon.tsx';
import { Since } from '../../components/time-ago.tsx';
import { go } from '../../stores/navigation.ts';
import styles from './event-panel.module.css';

const wordOf = (overall: DnsAlertDomain['from']) => (overall === 'new' ? 'New' : STATUS[overall].word);

interface Props<T> {
  domains: T[];
  /** When the event happened (ISO). */
  at: string;
}

export function DnsAlertDetails({ domains, at }: Props<DnsAlertDomain>) {
  return domains.map((domain) => (
    <Section
      key={domain.domain}
      title={domain.domain}
      hint={
        <span className={styles.change}>
          {wordOf(domain.from)} →
          <StatusWord status={domain.to} />
          {Date.parse(at) - Date.parse(domain.since) >= 60_000 && (
            <span>
              in trouble <Since iso={domain.since} until={at} />
            </span>
          )}
        </span>
      }
      actions={
        <Button
          variant="subtle"
          size="xs"
          aria-label={`Show how ${domain.domain} is now`}
          onClick={() => go({ screen: 'overview', domain: domain.domain })}
        >
          Show now
        </Button>
      }
      bare
    >
      <ul className={styles.checks}>
        {domain.checks.map((check) => {
          const { status, word } = CHECK_STATUS[check.status] ?? CHECK_STATUS.unknown;
          return (
            <li key={check.check}>
              <p className={styles.check}>
                <StatusIcon status={status} word={word} size={15} />
                <span>
                  <strong>{check.label}</strong> {check.message}
                </span>
              </p>
              <RecordCompare
                label={`${check.label} record`}
                expected={check.expected}
                found={check.found}
                marked
              />
            </li>
          );
        })}
      </ul>
    </Section>
  ));
}

export function DnsRecoveredDetails({ domains, at }: Props<DnsRecoveredDomain>) {
  return (
    <Section title="Healthy again">
      <ul>
        {domains.map(({ domain, from, since, fromSince = since }) => (
          <li key={domain} className={styles.delivery}>
            <strong className="truncate">{domain}</strong>
            <span className={styles.facts}>
              was {wordOf(from).toLowerCase()}
              {fromSince !== undefined && (
                <>
                  {' '}
                  <Since iso={fromSince} until={at} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
