/** The words of the DNS health rules (spec: DNS health), shared by the engine and every shell. */

export const CHECK_NAMES = ['mx', 'spf', 'dkim', 'dmarc', 'verification', 'mail', 'webmail'] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

export const CHECK_LABELS: Record<CheckName, string> = {
  mx: 'MX',
  spf: 'SPF',
  dkim: 'DKIM',
  dmarc: 'DMARC',
  verification: 'Verification',
  mail: 'Mail server (CNAME)',
  webmail: 'Webmail (CNAME)',
};

/**
 * `pending`: deployed, not public yet. `skipped`: does not apply.
 * `unknown`: could not be observed, which is never the same as missing.
 */
export type CheckStatus = 'pass' | 'warn' | 'fail' | 'pending' | 'skipped' | 'unknown';

export type Overall = 'healthy' | 'degraded' | 'unhealthy' | 'unknown';

export interface CheckResult {
  status: CheckStatus;
  label: string;
  /** Full name that was looked up, in Unicode, e.g. `_dmarc.example.com`. */
  expectedHost: string;
  /** What should be published: one string per record. Empty where nothing is expected. */
  expected: string[];
  /** What is published: one string per record. */
  found: string[];
  /** One sentence a person can act on. */
  message: string;
  notes: string[];
}

export type CheckResults = Record<CheckName, CheckResult>;

export interface DomainHealth {
  /** Unicode form, lower case. */
  domain: string;
  overall: Overall;
  /** Undefined while MXroute has not told. */
  mailHosting: boolean | undefined;
  checks: CheckResults;
}
