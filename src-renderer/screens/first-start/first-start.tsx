import { Button } from '@mantine/core';
import { Mark } from '../../app/mark.tsx';
import { Notices } from '../../app/notices.tsx';
import { finishSetup, goToStep, SETUP_STEPS, type SetupStep, useSetup } from '../../stores/setup.ts';
import { AccountStep } from './account-step.tsx';
import { AlertsStep } from './alerts-step.tsx';
import styles from './first-start.module.css';
import { ScanStep } from './scan-step.tsx';
import { StepList } from './step-list.tsx';

const STEP: Record<SetupStep, () => React.ReactNode> = {
  account: AccountStep,
  scan: ScanStep,
  alerts: AlertsStep,
};

/** From nothing to the first alert, each step skippable. */
export function FirstStart() {
  const { step } = useSetup();
  const Current = STEP[step];
  const next = SETUP_STEPS[SETUP_STEPS.indexOf(step) + 1];
  const skip = () => (next === undefined || step === 'account' ? finishSetup() : goToStep(next));
  return (
    <div className={styles.frame}>
      <aside className={styles.side}>
        <div className={styles.brand}>
          <Mark size={26} />
          <span>MXroute Manager</span>
        </div>
        <p className={styles.promise}>
          Watches the DNS records and mailboxes of your MXroute account, and tells you when something breaks.
        </p>
        <StepList current={step} />
        <Button variant="subtle" color="gray" size="xs" className={styles.skip} onClick={skip}>
          {step === 'account' ? 'Skip the set-up' : 'Skip this step'}
        </Button>
      </aside>
      <div className={styles.content}>
        <Notices />
        <main className={styles.main}>
          <div className={styles.step}>
            <Current />
          </div>
        </main>
      </div>
    </div>
  );
}
