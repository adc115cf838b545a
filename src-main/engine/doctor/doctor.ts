import type { DoctorItem } from '../../../src-shared/views/doctor.ts';
import type { EngineParts } from '../parts.ts';
import { accountChecks } from './account-checks.ts';
import type { DoctorCheck, EnabledTarget, Finding, Patient } from './check.ts';
import { decisionChecks } from './decision-checks.ts';
import { monitorChecks } from './monitor-checks.ts';
import { outboxChecks } from './outbox-checks.ts';
import { reachCheck } from './reach-check.ts';
import { systemChecks } from './system-checks.ts';
import { targetChecks } from './target-checks.ts';

export const DOCTOR_CHECKS: readonly DoctorCheck[] = [
  ...decisionChecks,
  ...targetChecks,
  reachCheck,
  ...outboxChecks,
  ...accountChecks,
  ...monitorChecks,
  ...systemChecks,
];

/** "Why is nothing arriving?": every item, in the order in which an alert meets them. One that breaks fails alone. */
export async function runDoctor(parts: EngineParts): Promise<DoctorItem[]> {
  const patient: Patient = { ...parts, enabledTargets: await enabledTargets(parts) };
  return Promise.all(
    DOCTOR_CHECKS.map(async ({ id, label, fix, run }) => {
      const finding = await runOne(run, patient);
      const failed = finding.status === 'fail';
      return {
        id,
        label,
        status: finding.status,
        message: finding.message,
        remedy: failed ? finding.remedy : null,
        fix: failed ? (finding.fix === undefined ? fix : finding.fix) : null,
      };
    }),
  );
}

async function enabledTargets({ notifications }: EngineParts): Promise<EnabledTarget[]> {
  const targets = (await notifications.listTargets()).filter(({ enabled }) => enabled);
  return Promise.all(
    targets.map(async (target) => ({
      ...target,
      name: target.label || target.serviceLabel,
      address: await notifications.addressOf(target.id),
    })),
  );
}

async function runOne(run: DoctorCheck['run'], patient: Patient): Promise<Finding> {
  try {
    return await run(patient);
  } catch (error) {
    patient.log.log('error', 'A doctor check broke', { error });
    return {
      status: 'fail',
      message: 'This could not be checked.',
      remedy: 'The log in the data folder has the details.',
    };
  }
}
