import {
  CHECK_NAMES,
  type CheckName,
  type CheckResult,
  type CheckResults,
} from '../../../src-shared/dns-health.ts';

/** Apart from the checks themselves, so that reading results back does not load them and the public suffix list. */
export const forEveryCheck = (result: (name: CheckName) => CheckResult): CheckResults =>
  Object.fromEntries(CHECK_NAMES.map((name) => [name, result(name)])) as CheckResults;
