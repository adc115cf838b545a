import { IconArrowRight } from '@tabler/icons-react';
import { Section } from '../../components/section.tsx';
import type { Change, ChangeFact } from '../../lib/change-details.ts';
import styles from './event-panel.module.css';

/** What the account watch noticed: what it was and what it is, in words. */
export function ChangeDetails({ changes }: { changes: Change[] }) {
  const facts = changes.some((change) => change.facts.length > 0 || change.subject !== null);
  if (!facts) return null;
  return (
    <Section title={changes.length > 1 ? `${changes.length} changes` : 'What changed'}>
      <ul>
        {changes.map(({ subject, facts: own }, index) => (
          <li key={subject ?? index} className={styles.delivery}>
            {subject !== null && (
              <strong className="truncate" title={subject}>
                {subject}
              </strong>
            )}
            {own.length > 0 && (
              <dl className={styles.pairs}>
                {own.map((fact) => (
                  <div key={fact.label}>
                    <dt>{fact.label}</dt>
                    <dd className="tabular">
                      <Fact fact={fact} />
                    </dd>
                  </div>
                ))}
              </dl>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Fact({ fact: { value, before, after } }: { fact: ChangeFact }) {
  if (value !== undefined) return <Values values={value} />;
  if (before === undefined) return after && <Values values={after} />;
  if (after === undefined)
    return (
      <span>
        was <Values values={before} />
      </span>
    );
  if (isLong(before) || isLong(after))
    return (
      <span className={styles.stacked}>
        <span className="dim">was</span>
        <span className="dim">
          <Values values={before} />
        </span>
        <span className="dim">now</span>
        <Values values={after} />
      </span>
    );
  return (
    <span className={styles.beforeAfter}>
      <span className="dim">
        <span className="visually-hidden">was </span>
        <Values values={before} />
      </span>
      <IconArrowRight size={14} aria-hidden="true" />
      <span>
        <span className="visually-hidden">is now </span>
        <Values values={after} />
      </span>
    </span>
  );
}

/** Side by side there would not be room for it. */
const isLong = (values: string[]): boolean => values.length > 1 || (values[0]?.length ?? 0) > 20;

function Values({ values }: { values: string[] }) {
  const [only, ...others] = values;
  if (others.length === 0) return <span>{only}</span>;
  return (
    <ul className={styles.values}>
      {values.map((value) => (
        <li key={value}>{value}</li>
      ))}
    </ul>
  );
}
