import { MEASURES } from '../../../src-shared/mailbox-usage.ts';
import type { MailboxDetail } from '../../../src-shared/views/mailboxes.ts';
import { Section } from '../../components/section.tsx';
import { Row } from '../../components/setting-row.tsx';
import { StatusWord } from '../../components/status-icon.tsx';
import { Since } from '../../components/time-ago.tsx';
import { UsageBar } from '../../components/usage-bar.tsx';
import { forecastSentence } from '../../lib/forecast-words.ts';
import { formatNumber } from '../../lib/format.ts';
import { ALARM_WORDS, MEASURE_WORDS, measureWords, percentOfMeasure } from '../../lib/measures.ts';
import styles from './mailbox-panel.module.css';

export function MailboxFigures({ mailbox }: { mailbox: MailboxDetail }) {
  const standing = MEASURES.filter((measure) => mailbox.alarms.includes(measure));
  return (
    <Section title="Now">
      {standing.length > 0 && (
        <Row>
          <ul className={styles.alarms}>
            {standing.map((measure) => {
              const since = mailbox.alarmsSince[measure];
              return (
                <li key={measure}>
                  <StatusWord
                    status={measure === 'sendRate' ? 'unhealthy' : 'degraded'}
                    word={ALARM_WORDS[measure]}
                  />
                  {since !== undefined && (
                    <span className="dim">
                      <Since iso={since} />
                    </span>
                  )}
                </li>
              );
            })}
          </ul>
        </Row>
      )}
      <Figure
        mailbox={mailbox}
        measure="storage"
        threshold={mailbox.storageThreshold}
        more={mailbox.forecast === null ? undefined : forecastSentence(mailbox.forecast)}
      />
      <Figure mailbox={mailbox} measure="sends" threshold={mailbox.sendThreshold} />
      {mailbox.suspended && (
        <Row>
          <p className={styles.note}>
            This mailbox is suspended: it takes and sends no mail until that is lifted in MXroute’s panel.
          </p>
        </Row>
      )}
    </Section>
  );
}

interface FigureProps {
  mailbox: MailboxDetail;
  measure: 'storage' | 'sends';
  threshold: number;
  more?: string | undefined;
}

function Figure({ mailbox, measure, threshold, more }: FigureProps) {
  const percent = percentOfMeasure(mailbox, measure);
  return (
    <Row>
      <p className={styles.figure}>
        <span className={styles.name}>{MEASURE_WORDS[measure]}</span>
        <span className="tabular">{measureWords(mailbox, measure)}</span>
      </p>
      {percent !== undefined && (
        <UsageBar
          percent={percent}
          threshold={threshold}
          alarmed={mailbox.alarms.includes(measure)}
          label={`${MEASURE_WORDS[measure]} of ${mailbox.mailbox}`}
        />
      )}
      {(percent !== undefined || more !== undefined) && (
        <p className={styles.more}>
          {percent !== undefined && <span>Alert at {formatNumber(threshold)} %.</span>} {more}
        </p>
      )}
    </Row>
  );
}
