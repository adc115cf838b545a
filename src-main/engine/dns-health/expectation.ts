import { z } from 'zod';

/**
 * What MXroute says about one domain, as kept in SQLite (source: GET /domains/{d}/dns, GET /domains/{d}).
 * Names of records as the API gives them: relative, `@`, or absolute.
 */

const namedRecord = z.object({ name: z.string(), value: z.string() });
export type NamedRecord = z.infer<typeof namedRecord>;

export const expectationSchema = z.object({
  mailHosting: z.boolean(),
  mx: z.array(z.object({ priority: z.number(), host: z.string() })),
  spf: namedRecord.optional(),
  dkim: namedRecord.optional(),
  verification: namedRecord.optional(),
});
export type StoredExpectation = z.infer<typeof expectationSchema>;

/** GET /verification-key: the account's record, `null` where it has none. */
export const verificationKeySchema = namedRecord.nullable();
export type VerificationKey = z.infer<typeof verificationKeySchema>;

/** What the checks are handed. */
export interface Expectation extends StoredExpectation {
  /** Unicode, lower case. */
  domain: string;
  /** True where neither the domain's answer nor the account's key could be had. */
  verificationUnknown?: boolean;
}

/** Mail is on, and nobody is to receive it: no answer of MXroute's that anything can be compared with. */
export const isWithoutServers = ({ mailHosting, mx }: StoredExpectation): boolean =>
  mailHosting && mx.length === 0;

/**
 * Whether an answer leaves something out, as cut-off ones do (doubt/doubt.ts): less would be demanded, and something
 * that is wrong be called well. A first answer is measured by what MXroute names for nearly every domain.
 */
export function leavesOut(before: StoredExpectation | undefined, now: StoredExpectation): boolean {
  if (!now.mailHosting) return false;
  if (isWithoutServers(now)) return true;
  if (!before?.mailHosting) return !now.spf || !now.dkim;
  const hosts = new Set(before.mx.map(({ host }) => host));
  // Other hosts instead are a move to another server, and no cut-off answer.
  const isCutOff = now.mx.length < before.mx.length && now.mx.every(({ host }) => hosts.has(host));
  return isCutOff || (['spf', 'dkim', 'verification'] as const).some((name) => before[name] && !now[name]);
}
