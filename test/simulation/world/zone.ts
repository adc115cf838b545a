import type { DnsRecord } from '../../../src-main/engine/dns/outcome.ts';
import type { CheckName, CheckStatus, Overall } from '../../../src-shared/dns-health.ts';

/** The mail records of one domain in public DNS, each as one of the ways in which people get it right or wrong. */
export interface Zone {
  mx: keyof typeof MX;
  spf: keyof typeof SPF;
  /** `key 3`: the third key that MXroute has given out. */
  dkim: 'missing' | 'revoked' | `key ${number}`;
  dmarc: keyof typeof DMARC;
  verification: keyof typeof VERIFICATION;
  mail: keyof typeof MAIL;
}

/** What MXroute's API says that the domain needs. */
export interface Expected {
  hosting: boolean;
  /** Number of the DKIM key. */
  key: number;
}

export const SERVER = 'eagle.mxlogin.com';
export const PRIMARY = 'eagle.mxrouting.net';
export const RELAY = 'eagle-relay.mxrouting.net';
export const VERIFICATION_NAME = '_da-verify-5f2c8a1e9b7d4036a1c5e8f20b9d7346';

type Verdict = Exclude<CheckStatus, 'pending' | 'unknown'>;
type Mx = [number, string][];
const OURS: Mx = [
  [10, PRIMARY],
  [20, RELAY],
];

/** As spec/dns-health.md has it, row by row. */
export const MX = {
  good: { verdict: 'pass', records: OURS },
  behind: { verdict: 'pass', records: [...OURS, [30, 'backup.example.net']] },
  otherNumbers: {
    verdict: 'pass',
    records: [
      [5, PRIMARY],
      [50, RELAY],
    ],
  },
  missing: { verdict: 'fail', records: [] },
  none: { verdict: 'fail', records: [[0, '']] },
  noPrimary: { verdict: 'fail', records: [[20, RELAY]] },
  elsewhere: { verdict: 'fail', records: [[10, 'mx.example.net']] },
  noRelay: { verdict: 'warn', records: [[10, PRIMARY]] },
  foreignFirst: { verdict: 'warn', records: [...OURS, [5, 'mx.example.net']] },
  foreignEqual: { verdict: 'warn', records: [...OURS, [10, 'mx.example.net']] },
} satisfies Record<string, { verdict: Verdict; records: Mx }>;

export const SPF = {
  good: { verdict: 'pass', records: ['v=spf1 include:mxroute.com -all'] },
  more: { verdict: 'pass', records: ['V=SPF1 ip4:192.0.2.7 include:mxroute.com include:example.net ~all'] },
  mxlogin: { verdict: 'pass', records: ['v=spf1 include:mxlogin.com -all', 'hello=world'] },
  redirect: { verdict: 'pass', records: ['v=spf1 redirect=mxroute.com'] },
  missing: { verdict: 'fail', records: ['hello=world'] },
  two: { verdict: 'fail', records: ['v=spf1 include:mxroute.com -all', 'v=spf1 mx -all'] },
  other: { verdict: 'fail', records: ['v=spf1 include:example.net -all'] },
  denied: { verdict: 'fail', records: ['v=spf1 -include:mxroute.com ~all'] },
  after: { verdict: 'fail', records: ['v=spf1 -all include:mxroute.com'] },
  longer: { verdict: 'fail', records: ['v=spf1 include:mxroute.com.example.net -all'] },
  anybody: { verdict: 'warn', records: ['v=spf1 include:mxroute.com +all'] },
} satisfies Record<string, { verdict: Verdict; records: string[] }>;

export const DMARC = {
  good: { verdict: 'pass', records: ['v=DMARC1; p=none'] },
  strict: { verdict: 'pass', records: ['v=DMARC1; p=reject; sp=reject; adkim=s'] },
  missing: { verdict: 'warn', records: [] },
  two: { verdict: 'warn', records: ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] },
  invalid: { verdict: 'warn', records: ['v=DMARC1; p=maybe'] },
} satisfies Record<string, { verdict: Verdict; records: string[] }>;

export const VERIFICATION = {
  good: { verdict: 'pass', records: ['domain-verified'] },
  shouted: { verdict: 'pass', records: ['Domain-Verified '] },
  missing: { verdict: 'warn', records: [] },
  other: { verdict: 'warn', records: ['domain-refused'] },
} satisfies Record<string, { verdict: Verdict; records: string[] }>;

/** The second verdict: where mail.<domain> is required. */
export const MAIL = {
  good: { verdict: ['pass', 'pass'], cname: SERVER, address: undefined },
  missing: { verdict: ['skipped', 'fail'], cname: undefined, address: undefined },
  elsewhere: { verdict: ['warn', 'fail'], cname: 'web.example.net', address: undefined },
  address: { verdict: ['warn', 'fail'], cname: undefined, address: '192.0.2.80' },
} satisfies Record<
  string,
  { verdict: [Verdict, Verdict]; cname: string | undefined; address: string | undefined }
>;

export const HEALTHY: Omit<Zone, 'dkim'> = {
  mx: 'good',
  spf: 'good',
  dmarc: 'good',
  verification: 'good',
  mail: 'good',
};

/** Checks that make up a domain's overall. */
export const COUNTED = ['mx', 'spf', 'dkim', 'dmarc', 'verification', 'mail'] as const satisfies CheckName[];
export type Counted = (typeof COUNTED)[number];

export function verdictOf(check: Counted, zone: Zone, expected: Expected, requireMail: boolean): Verdict {
  if (!expected.hosting && check !== 'verification') return 'skipped';
  switch (check) {
    case 'mx':
      return MX[zone.mx].verdict;
    case 'spf':
      return SPF[zone.spf].verdict;
    case 'dkim':
      return zone.dkim === `key ${expected.key}` ? 'pass' : 'warn';
    case 'dmarc':
      return DMARC[zone.dmarc].verdict;
    case 'verification':
      return VERIFICATION[zone.verification].verdict;
    case 'mail':
      return MAIL[zone.mail].verdict[requireMail ? 1 : 0];
  }
}

export function overallOf(verdicts: readonly Verdict[]): Exclude<Overall, 'unknown'> {
  if (verdicts.includes('fail')) return 'unhealthy';
  return verdicts.includes('warn') ? 'degraded' : 'healthy';
}

/** The value that MXroute gives out for a key of this number; long enough to be split into strings. */
export const dkimValue = (domain: string, key: number): string =>
  `v=DKIM1; k=rsa; p=MIIB${Buffer.from(`${domain} ${key} `.repeat(12)).toString('base64').replaceAll('=', '')}AQAB`;

const txt = (values: readonly string[]): DnsRecord[] => values.map((value) => ({ type: 'TXT', value }));

/** What stands at a name of the domain; `part` is what comes before it, or the empty string. */
export function recordsAt(domain: string, part: string, type: string, zone: Zone): DnsRecord[] {
  if (part === '' && type === 'MX')
    return MX[zone.mx].records.map(([priority, host]) => ({ type: 'MX', value: { priority, host } }));
  if (part === '' && type === 'TXT') return txt(SPF[zone.spf].records);
  if (part === 'x._domainkey' && type === 'TXT') return txt(dkimRecords(domain, zone.dkim));
  if (part === '_dmarc' && type === 'TXT') return txt(DMARC[zone.dmarc].records);
  if (part === VERIFICATION_NAME && type === 'TXT') return txt(VERIFICATION[zone.verification].records);
  if (part !== 'mail') return [];
  const { cname, address } = MAIL[zone.mail];
  if (type === 'CNAME' && cname) return [{ type, value: cname }];
  return type === 'A' && address ? [{ type, value: address }] : [];
}

function dkimRecords(domain: string, dkim: Zone['dkim']): string[] {
  if (dkim === 'missing') return [];
  return [dkim === 'revoked' ? 'v=DKIM1; p=' : dkimValue(domain, Number(dkim.slice(4)))];
}
