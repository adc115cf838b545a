import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Overview } from '../../../src-shared/views/app.ts';
import { Section } from '../../components/section.tsx';
import { StatusIcon } from '../../components/status-icon.tsx';
import { attentionLines, unlisted } from '../../lib/attention.ts';
import { count } from '../../lib/format.ts';
import { go } from '../../stores/navigation.ts';
import { AttentionLineItem } from './attention-line.tsx';
import styles from './overview.module.css';

const SHOWN = 5;

interface Props {
  overview: Overview;
  /** Something has been checked at least once. */
  scanned: boolean;
}

/** What needs a person, most urgent first, one line each with its action. */
export function Attention({ overview, scanned }: Props) {
  const [all, setAll] = useState(false);
  const lines = useMemo(() => attentionLines(overview.attention), [overview.attention]);
  const shown = all ? lines : lines.slice(0, SHOWN);
  return (
    <Section title="Needs attention">
      {lines.length === 0 ? (
        <p className={styles.calm}>
          <Calm scanned={scanned} state={overview.state} />
        </p>
      ) : (
        <ul className={styles.items}>
          {shown.map((line) => (
            <AttentionLineItem
              key={line.key}
              line={line}
              monitors={overview.monitors}
              online={overview.online}
            />
          ))}
        </ul>
      )}
      {(lines.length > SHOWN || overview.attentionTotal > overview.attention.length) && (
        <div className={styles.more}>
          {lines.length > SHOWN && (
            <Button variant="subtle" size="xs" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? 'Show fewer' : `Show ${lines.length - SHOWN} more`}
            </Button>
          )}
          <Beyond overview={overview} />
        </div>
      )}
    </Section>
  );
}

/** What can be said where nothing is listed: what cannot be checked is not called well. */
function Calm({ scanned, state }: { scanned: boolean; state: Overview['state'] }) {
  if (!scanned)
    return (
      <>
        <StatusIcon status="pending" word="" />
        Nothing has been checked yet. Choose Scan now to look for the first time.
      </>
    );
  if (state === 'unknown')
    return (
      <>
        <StatusIcon status="unknown" word="" />
        Nothing is known to need you, but not everything can be checked now.
      </>
    );
  return (
    <>
      <StatusIcon status="healthy" word="" />
      Nothing needs you. You will be told when that changes.
    </>
  );
}

/** What is too much to list here, where it can be searched and sorted. */
function Beyond({ overview }: { overview: Overview }) {
  const more = unlisted(overview);
  return (
    <>
      {more.domains > 0 && (
        <Button
          variant="subtle"
          size="xs"
          onClick={() => go({ screen: 'domains', narrow: { statuses: ['unhealthy', 'degraded'] } })}
        >
          and {count(more.domains, 'more domain')} in Domains
        </Button>
      )}
      {more.mailboxes > 0 && (
        <Button
          variant="subtle"
          size="xs"
          onClick={() => go({ screen: 'mailboxes', narrow: { aboveOnly: true } })}
        >
          and {count(more.mailboxes, 'more mailbox', 'more mailboxes')} in Mailboxes
        </Button>
      )}
    </>
  );
}
