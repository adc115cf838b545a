import type { DomainDetail } from '../../../../src-shared/views/domains.ts';
import { call } from '../../calling.ts';
import type { Context } from '../../command.ts';
import { json, table } from '../../output.ts';
import { UsageError } from '../../usage.ts';

export interface PolicyFlags {
  dmarc: string | undefined;
  /** Back to the DMARC policy of all domains. */
  byDefault: boolean;
  /** In place of those that are accepted now; `none` alone: none. */
  acceptMx?: string[];
}

/** Without flags shows what holds for the domain; what is not given stays as it is. */
export async function policy(
  context: Context,
  which: { account: string; domain: string },
  flags: PolicyFlags,
  asJson: boolean,
): Promise<number> {
  const isChange = flags.dmarc !== undefined || flags.byDefault || flags.acceptMx !== undefined;
  const acceptMx = flags.acceptMx && hostsOf(flags.acceptMx);
  if (flags.dmarc !== undefined && flags.dmarc.trim() === '')
    throw new UsageError('--dmarc is empty; --default goes back to the policy of all domains');
  const engine = await context.engine('reader');
  let detail = await call(engine, 'domains.get', which);
  if (isChange)
    detail = await call(engine, 'domains.setPolicy', {
      ...which,
      dmarcRecord: flags.byDefault ? null : (flags.dmarc ?? detail.policy.dmarcRecord),
      acceptedMxHosts: acceptMx ?? detail.policy.acceptedMxHosts,
    });
  const { domain, policy: now, dmarcDefault } = detail;
  context.out.answer(asJson ? json({ domain, ...now, dmarcDefault }) : table(policyLines(detail)));
  if (isChange) context.out.note('The next scan of the domain goes by it.');
  return 0;
}

export const policyLines = ({ policy: { dmarcRecord, acceptedMxHosts }, dmarcDefault }: DomainDetail) => [
  ['DMARC policy', dmarcRecord === null ? `${dmarcDefault} (of all domains)` : dmarcRecord],
  ['Also accepted MX hosts', acceptedMxHosts.join(', ') || 'none'],
];

function hostsOf(words: readonly string[]): string[] {
  const hosts = words.flatMap((word) => word.split(/[\s,]+/)).filter((host) => host !== '');
  if (hosts.length === 1 && hosts[0] === 'none') return [];
  if (hosts.includes('none')) throw new UsageError('--accept-mx none goes alone');
  return hosts;
}
