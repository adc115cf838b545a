import { z } from 'zod';
import { dmarcRecord } from '../../../src-shared/dmarc-schema.ts';
import { failure, type Result, success } from '../../../src-shared/result.ts';
import { toAscii } from '../dns/names.ts';
import type { DomainPolicy } from './policy-repository.ts';

const MAX_HOSTS = 20;

const policySchema = z.object({
  dmarcRecord: dmarcRecord.nullable(),
  acceptedMxHosts: z
    .array(
      z.string().transform((host, context) => {
        const ascii = toAscii(host);
        if (ascii?.includes('.')) return ascii;
        context.addIssue({ code: 'custom', message: `"${host.slice(0, 100)}" is not a host name` });
        return z.NEVER;
      }),
    )
    .transform((hosts) => [...new Set(hosts)])
    .refine((hosts) => hosts.length <= MAX_HOSTS, `takes at most ${MAX_HOSTS} hosts`),
});

const LABELS: Record<string, string> = {
  dmarcRecord: 'The DMARC record',
  acceptedMxHosts: 'Also accepted MX hosts:',
};

/** @returns the policy in the form in which it is stored (hosts as A-labels), or what is wrong with it. */
export function checkPolicy(policy: DomainPolicy): Result<DomainPolicy> {
  const parsed = policySchema.safeParse(policy);
  if (parsed.success) return success(parsed.data);
  const [issue] = parsed.error.issues;
  const field = String(issue?.path[0] ?? 'policy');
  return failure('invalid', `${LABELS[field] ?? 'The policy'} ${issue?.message ?? 'is not valid'}.`, field);
}
