import { tryReadJson } from '../lib/paths.js';

/**
 * Counts of a runner's JSON report. `broken` counts what failed outside a test (a file that does not load, a global set-up), so that
 * it can never look like success. Null when there is no report: the runner crashed.
 * @returns {{passed: number, failed: number, skipped: number, broken: number} | null}
 */
export function readVitest(file) {
  const report = tryReadJson(file);
  if (!report) return null;
  // A file whose import fails has no test of its own.
  const broken = report.testResults.filter(
    (result) =>
      result.status === 'failed' && !result.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
    broken,
  };
}

export function readPlaywright(file) {
  const report = tryReadJson(file);
  if (!report?.stats) return null;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected, skipped, broken: report.errors?.length ?? 0 };
}
