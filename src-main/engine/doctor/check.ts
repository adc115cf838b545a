import type { Result } from '../../../src-shared/result.ts';
import type { DoctorFix } from '../../../src-shared/views/doctor.ts';
import type { TargetView } from '../../../src-shared/views/targets.ts';
import type { EngineParts } from '../parts.ts';

/** What one item found; only a failing one needs a remedy. `fix`: where that is, if not where the check says. */
export type Finding =
  | { status: 'pass' | 'skip'; message: string }
  | { status: 'fail'; message: string; remedy: string; fix?: DoctorFix | null };

/** An enabled target and its address as it goes to Apprise, secret and all: no finding may quote that. */
export interface EnabledTarget extends TargetView {
  /** What a person calls it. */
  name: string;
  address: Result<string>;
}

export interface Patient extends EngineParts {
  enabledTargets: readonly EnabledTarget[];
}

export interface DoctorCheck {
  id: string;
  label: string;
  /** Where a failing one is mended. */
  fix: DoctorFix | null;
  run: (patient: Patient) => Finding | Promise<Finding>;
}

export const pass = (message: string): Finding => ({ status: 'pass', message });
export const skip = (message: string): Finding => ({ status: 'skip', message });
export const fail = (message: string, remedy: string, fix?: DoctorFix): Finding => ({
  status: 'fail',
  message,
  remedy,
  ...(fix ? { fix } : {}),
});

/** The form of the first of these targets. */
export const fixTarget = (target: { id: string } | undefined): DoctorFix => ({
  screen: 'notifications',
  section: 'Targets',
  ...(target ? { targetId: target.id } : {}),
});

/** One line for each that has something to say: "Phone: …". */
export const named = (findings: readonly (readonly [name: string, sentence: string])[]): string =>
  findings.map(([name, sentence]) => `${name}: ${sentence}`).join(' ');
