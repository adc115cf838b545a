/** Advisory DNS checks: shown apart, they never count for a domain's status and never alert. */

export const ADVICE_NAMES = [
  'spfLookups',
  'spfVoidLookups',
  'dkimKey',
  'dmarcReports',
  'mtaSts',
  'tlsRpt',
  'dnssec',
  'caa',
  'mxCertificate',
] as const;
export type AdviceName = (typeof ADVICE_NAMES)[number];

/** `advice`: could be better. `skipped`: does not apply. `unknown`: could not be observed. */
export type AdviceStatus = 'good' | 'advice' | 'skipped' | 'unknown';

export interface AdviceResult {
  name: AdviceName;
  label: string;
  status: AdviceStatus;
  /** One sentence: what was found and, for `advice`, what to do. */
  message: string;
  /** One sentence: why it matters. */
  why: string;
  /** What is published, one string per record. */
  found: string[];
}

export interface DomainAdvice {
  /** ISO. */
  checkedAt: string;
  results: AdviceResult[];
}
