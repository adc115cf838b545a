import { Loader } from '@mantine/core';
import { StatusIcon } from '../../../components/status-icon.tsx';
import styles from './resolvers.module.css';
import type { TestState } from './use-resolvers.ts';

interface Props {
  state: TestState | undefined;
  /** The entry is the resolver itself, so that its address need not be said again. */
  alone: boolean;
}

/** What the test said about one entry, which may stand for several resolvers. */
export function ResolverTestResult({ state, alone }: Props) {
  if (state === undefined) return <span className={styles.results} />;
  if (state === 'running') {
    return (
      <span className={styles.results} role="status">
        <span className={styles.result}>
          <Loader size={13} />
          asking
        </span>
      </span>
    );
  }
  return (
    <span className={styles.results} role="status">
      {state.map(({ server, ok, ms, message }) => (
        <span key={server} className={styles.result}>
          <StatusIcon status={ok ? 'healthy' : 'unhealthy'} word={ok ? 'Answers' : 'Fails'} size={14} quiet />
          {!alone && <code className="mono">{server}</code>}
          <span className="tabular">{ok && ms !== null ? `${ms} ms` : message}</span>
        </span>
      ))}
    </span>
  );
}
