import type { DoctorItem } from '../../../src-shared/views.ts';
import type { EngineParts } from '../parts.ts';
import { accountChecks } from './account-checks.ts';
import type { DoctorCheck, Finding } from './check.ts';
import { deliveryChecks } from './delivery-checks.ts';
import { systemChecks } from './system-checks.ts';

export const DOCTOR_CHECKS: readonly DoctorCheck[] = [...deliveryChecks, ...accountChecks, ...systemChecks];

/** "Why is nothing arriving?": every item, in the order in which an alert meets them. One that breaks fails alone. */
export async function runDoctor(parts: EngineParts): Promise<DoctorItem[]> {
  return Promise.all(
    DOCTOR_CHECKS.map(async ({ id, label, screen, run }) => {
      const finding = await runOne(run, parts);
      const remedy = finding.status === 'fail' ? finding.remedy : null;
      return {
        id,
        label,
        screen: finding.status === 'fail' ? screen : null,
        status: finding.status,
        message: finding.message,
        remedy,
      };
    }),
  );
}

async function runOne(run: DoctorCheck['run'], parts: EngineParts): Promise<Finding> {
  try {
    return await run(parts);
  } catch (error) {
    parts.log.log('error', 'A doctor check broke', { error });
    return {
      status: 'fail',
      message: 'This could not be checked.',
      remedy: 'The log in the data folder has the details.',
    };
  }
}
