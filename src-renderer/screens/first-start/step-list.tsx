import { StatusIcon } from '../../components/status-icon.tsx';
import { SETUP_STEPS, type SetupStep } from '../../stores/setup.ts';
import styles from './first-start.module.css';

const WORDS: Record<SetupStep, string> = {
  account: 'Connect your account',
  scan: 'First scan',
  alerts: 'Where alerts go',
};

export function StepList({ current }: { current: SetupStep }) {
  const at = SETUP_STEPS.indexOf(current);
  return (
    <ol className={styles.steps}>
      {SETUP_STEPS.map((step, index) => (
        <li key={step} aria-current={index === at ? 'step' : undefined} data-past={index < at || undefined}>
          {index < at ? (
            <StatusIcon status="healthy" word="Done" size={20} />
          ) : (
            <span className={styles.number} aria-hidden="true">
              {index + 1}
            </span>
          )}
          {WORDS[step]}
        </li>
      ))}
    </ol>
  );
}
