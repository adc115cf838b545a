/** The policy file of MTA-STS (RFC 8461 3.2). */

export const MODES = ['enforce', 'testing', 'none'] as const;
export type Mode = (typeof MODES)[number];

export interface Policy {
  mode: Mode;
  /** Host names or `*.name`, lower case. */
  mx: string[];
  maxAgeSeconds: number;
}

const LONGEST_SECONDS = 31_557_600;

/** @returns what is wrong with it as a string, to follow "the policy …". */
export function parsePolicy(text: string): Policy | string {
  const fields = text
    .split(/\r?\n/)
    .map((line) => /^([A-Za-z0-9_.-]+)[ \t]*:[ \t]*(.*?)[ \t]*$/.exec(line))
    .filter((match) => match !== null)
    .map(([, key = '', value = '']) => ({ key, value }));
  const first = (wanted: string) => fields.find(({ key }) => key === wanted)?.value;
  if (first('version') !== 'STSv1') return 'does not say "version: STSv1"';
  const mode = MODES.find((known) => known === first('mode'));
  if (mode === undefined) return 'needs "mode:" with enforce, testing or none';
  const age = first('max_age') ?? '';
  if (!/^\d{1,10}$/.test(age) || Number(age) > LONGEST_SECONDS) {
    return `needs "max_age:" with seconds up to ${LONGEST_SECONDS}`;
  }
  const mx = fields
    .filter(({ key }) => key === 'mx')
    .map(({ value }) => value.toLowerCase().replace(/\.$/, ''));
  if (mode !== 'none' && mx.length === 0) return 'names no MX host';
  return { mode, mx, maxAgeSeconds: Number(age) };
}

/** `*.` stands for exactly one label (RFC 8461 4.1). @param host A-label form. */
export function allowsHost({ mx }: Policy, host: string): boolean {
  const parent = host.split('.').slice(1).join('.');
  return mx.some((pattern) => (pattern.startsWith('*.') ? pattern.slice(2) === parent : pattern === host));
}
