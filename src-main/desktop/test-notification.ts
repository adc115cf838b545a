import type { Result } from '../../src-shared/result.ts';
import type { TestOutcome } from '../../src-shared/views/targets.ts';

/**
 * What to say after "Send Test Notification" from the tray. Success speaks for itself: the test has arrived.
 * @returns undefined where nothing needs to be said.
 */
export function testReport(result: Result<TestOutcome[]>): { title: string; body: string } | undefined {
  const title = '[MXroute Manager] Test notification';
  if (!result.ok) return { title, body: result.message };
  if (result.value.length === 0)
    return { title, body: 'There is nowhere to send it yet. Add a target under Notifications.' };
  const failed = result.value.filter(({ ok }) => !ok);
  if (failed.length === 0) return undefined;
  const reasons = failed.map(({ targetLabel, error }) => `${targetLabel}: ${error ?? 'no reason given'}`);
  return {
    title,
    body: [`${failed.length} of ${result.value.length} targets failed.`, ...reasons].join('\n'),
  };
}
