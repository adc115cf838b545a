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
