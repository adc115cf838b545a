import { create } from 'zustand';

export const SETUP_STEPS = ['account', 'scan', 'alerts'] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

interface Setup {
  /** `unknown` until the first answer tells whether there is an account; `over` once finished or skipped. */
  phase: 'unknown' | 'running' | 'over';
  step: SetupStep;
}

export const useSetup = create<Setup>(() => ({ phase: 'unknown', step: 'account' }));

/** Keeps the set-up open although there is an account by now. */
export const goToStep = (step: SetupStep): void => useSetup.setState({ phase: 'running', step });
export const finishSetup = (): void => useSetup.setState({ phase: 'over' });
