import { z } from 'zod';
import type { CheckResult, CheckStatus } from '../../../src-shared/dns-health.ts';

/** What is read back of a check is not trusted: an odd one counts as not checked. */

const STATUSES = [
  'pass',
  'warn',
  'fail',
  'pending',
  'skipped',
  'unknown',
] as const satisfies readonly CheckStatus[];

const storedResult = z.object({
  status: z.enum(STATUSES),
  label: z.string(),
  expectedHost: z.string(),
  expected: z.array(z.string()),
  found: z.array(z.string()),
  message: z.string(),
  notes: z.array(z.string()),
});

export function readResult(json: string): CheckResult | undefined {
  try {
    return storedResult.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

export const readStatus = (text: string | null): CheckStatus =>
  STATUSES.find((status) => status === text) ?? 'unknown';

/** A status that says something; undefined for `unknown`. */
export function readKnownStatus(text: string | null): CheckStatus | undefined {
  const status = readStatus(text);
  return status === 'unknown' ? undefined : status;
}
