import type { AdviceStatus } from '../../../../src-shared/dns-advice.ts';
import { call } from '../../calling.ts';
import type { Context } from '../../command.ts';
import { json } from '../../output.ts';

const SIGNS: Record<AdviceStatus, string> = { good: '✓', advice: '!', skipped: '–', unknown: '?' };

/** Looks the advisory checks up now. They never count for a domain's state, so the exit status is 0 whatever is found. */
export async function advise(
  context: Context,
  which: { account: string; domain: string },
  asJson: boolean,
): Promise<number> {
  const engine = await context.engine('reader');
  context.out.progress(`Looking up ${which.domain}`);
  const advice = await call(engine, 'domains.advise', which);
  const lines = advice.results.flatMap(({ status, label, message, why, found }) => [
    `${SIGNS[status]} ${label}: ${message}`,
    ...(status === 'advice' ? [`    ${why}`, ...found.map((record) => `    found: ${record}`)] : []),
  ]);
  context.out.answer(asJson ? json(advice) : lines.join('\n'));
  return 0;
}
