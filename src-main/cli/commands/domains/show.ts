import { CHECK_NAMES, type CheckResult } from '../../../../src-shared/dns-health.ts';
import type { DomainDetail } from '../../../../src-shared/views/domains.ts';
import { call } from '../../calling.ts';
import type { Context } from '../../command.ts';
import { json, table } from '../../output.ts';
import { complete, hosting } from './list.ts';
import { policyLines } from './policy.ts';

export async function show(
  context: Context,
  which: { account: string; domain: string },
  asJson: boolean,
): Promise<number> {
  const detail = await call(await context.engine('reader'), 'domains.get', which);
  context.out.answer(asJson ? json(complete(detail)) : text(detail));
  return 0;
}

function text(detail: DomainDetail): string {
  const { fullest } = detail;
  const facts = [
    ['State', `${detail.overall}${detail.since ? ` since ${detail.since}` : ''}`],
    ['Checked', detail.checkedAt ?? 'never'],
    ['Mail hosting', hosting(detail.mailHosting)],
    [
      'Mailboxes',
      fullest
        ? `${detail.mailboxes}, fullest ${fullest.mailbox} (${fullest.quotaPercent.toFixed(1)} %)`
        : String(detail.mailboxes),
    ],
    ...policyLines(detail),
  ];
  const checks = CHECK_NAMES.map((name) => detail.checks[name])
    .filter(({ status }) => status !== 'skipped')
    .flatMap(checkLines);
  return [detail.domain, table(facts), ...(checks.length > 0 ? ['', ...checks] : [])].join('\n');
}

/** What is in order needs one line; what is not says what to publish and what is there. */
function checkLines({ label, status, message, expectedHost, expected, found, notes }: CheckResult): string[] {
  const head = `${label} ${status}: ${message}`;
  const remarks = notes.map((note) => `  ${note}`);
  if (status === 'pass') return [head, ...remarks];
  return [
    head,
    ...expected.map((record) => `  expected at ${expectedHost}: ${record}`),
    ...(found.length > 0 ? found.map((record) => `  found: ${record}`) : ['  found: nothing']),
    ...remarks,
  ];
}
