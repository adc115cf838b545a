import type { Failure } from '../../src-shared/result.ts';
import { count } from '../lib/format.ts';
import styles from './account-form.module.css';
import { StatusIcon } from './status-icon.tsx';

const NAMED = 4;
const FIELDS = ['server', 'username', 'apiKey'];

interface Props {
  domains: string[] | null;
  problem: Failure | null;
}

/** What the test found, or why it could not look; a fault of one field is said at that field instead. */
export function ConnectionResult({ domains, problem }: Props) {
  if (problem !== null && (problem.field === undefined || !FIELDS.includes(problem.field))) {
    return (
      <div className={styles.result} data-kind="failed" role="alert">
        <StatusIcon status="unhealthy" word="" />
        <p>{problem.message}</p>
      </div>
    );
  }
  if (domains === null) return null;
  const more = domains.length - NAMED;
  return (
    <div className={styles.result} data-kind="done" role="status">
      <StatusIcon status="healthy" word="" />
      <div>
        <p>
          <strong>Connected.</strong>{' '}
          {domains.length === 0
            ? 'The account has no domains yet.'
            : `${count(domains.length, 'domain')} found:`}
        </p>
        {domains.length > 0 && (
          <p className={styles.domains}>
            {domains.slice(0, NAMED).join(', ')}
            {more > 0 && ` and ${more} more`}
          </p>
        )}
      </div>
    </div>
  );
}
