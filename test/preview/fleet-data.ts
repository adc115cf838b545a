import {
  CHECK_LABELS,
  CHECK_NAMES,
  type CheckName,
  type CheckResult,
  type CheckResults,
  type Overall,
} from '../../src-shared/dns-health.ts';
import type { DomainDetail, DomainRow } from '../../src-shared/views/domains.ts';
import type { MailboxRow } from '../../src-shared/views/mailboxes.ts';
import { adviceOf } from './advice-data.ts';
import { historyOf } from './history-data.ts';

export const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

const KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAvX2dDk8Zx1b7m0cQq4v3YlWc9fJt6pRrE5sK8uHn2LaGdT7yBwOiPzXeVfCjMkUhSgNb1q';

const expectedOf = (domain: string): Record<CheckName, { host: string; expected: string[] }> => ({
  mx: { host: domain, expected: ['10 eagle.mxlogin.com', '20 eagle-relay.mxlogin.com'] },
  spf: { host: domain, expected: ['v=spf1 include:mxroute.com -all'] },
  dkim: { host: `x._domainkey.${domain}`, expected: [`v=DKIM1; k=rsa; p=${KEY}`] },
  dmarc: { host: `_dmarc.${domain}`, expected: ['v=DMARC1; p=none; sp=none; adkim=r; aspf=r;'] },
  verification: { host: `mxverify.${domain}`, expected: ['mxroute-verify=8f2c01'] },
  mail: { host: `mail.${domain}`, expected: ['eagle.mxlogin.com'] },
  webmail: { host: `webmail.${domain}`, expected: [] },
});

const MESSAGE: Partial<Record<CheckName, string>> = {
  mx: 'Mail for this domain arrives at MXroute.',
  spf: 'MXroute may send mail for this domain.',
  dkim: 'The published key is the one that MXroute signs with.',
  dmarc: 'One valid DMARC record is published.',
  verification: 'The verification record is published.',
};

type Change = Partial<Record<CheckName, Partial<CheckResult>>>;

export function checksOf(domain: string, change: Change = {}): CheckResults {
  const expected = expectedOf(domain);
  const entries = CHECK_NAMES.map((name) => {
    const skipped = name === 'mail' || name === 'webmail';
    const result: CheckResult = {
      status: skipped ? 'skipped' : 'pass',
      label: CHECK_LABELS[name],
      expectedHost: expected[name].host,
      expected: expected[name].expected,
      found: skipped ? [] : expected[name].expected,
      message: skipped ? `${name}.${domain} is not set up, which is fine.` : (MESSAGE[name] ?? 'Fine.'),
      notes: [],
      ...change[name],
    };
    return [name, result];
  });
  return Object.fromEntries(entries) as CheckResults;
}

export const DMARC_DEFAULT = 'v=DMARC1; p=none; sp=none; adkim=r; aspf=r;';

function row(
  domain: string,
  overall: Overall,
  change: Change = {},
  more: Partial<DomainDetail> = {},
): DomainDetail {
  const wrong = overall === 'unhealthy' || overall === 'degraded';
  return {
    account: 'default',
    domain,
    overall,
    mailHosting: true,
    checks: checksOf(domain, change),
    checkedAt: ago(5),
    since: ago(60 * 24 * 12),
    mailboxes: 4,
    fullest: { mailbox: `office@${domain}`, quotaPercent: 41.2, usageMb: 422, quotaMb: 1024, alarm: false },
    troubleSince: wrong ? (more.since ?? ago(60 * 24 * 12)) : null,
    policy: { dmarcRecord: null, acceptedMxHosts: [] },
    dmarcDefault: DMARC_DEFAULT,
    history: historyOf(overall, more.since ?? ago(60 * 24 * 12)),
    advice: null,
    ...more,
  };
}

const noMx: Change = {
  mx: {
    status: 'fail',
    found: [],
    message: 'No MX record is published: mail to this domain is lost. Publish the two records below.',
  },
  dmarc: { status: 'warn', found: [], message: 'No DMARC record is published. Publish the record below.' },
};
const badSpf: Change = {
  spf: {
    status: 'fail',
    found: ['v=spf1 include:_spf.google.com ~all', 'v=spf1 include:mxroute.com -all'],
    message:
      'Two SPF records are published, which counts as none (RFC 7208). Keep one that includes mxroute.com.',
  },
  dkim: {
    status: 'warn',
    found: [`v=DKIM1; k=rsa; p=${KEY.slice(0, 50)}AAAAbbbbCCCC${KEY.slice(62)}`],
    message: 'Another DKIM key is published than MXroute signs with: signatures fail.',
  },
};
const foreignMx: Change = {
  mx: {
    status: 'warn',
    found: [
      '5 mx.old-provider.net',
      '10 eagle.mxlogin.com',
      '20 eagle-relay.mxlogin.com',
      '50 backup.fabrikam-office.example',
    ],
    message: 'Mail goes to mx.old-provider.net first. Remove that record or give it a higher number.',
    notes: ['List hosts that you want under “Also accepted MX hosts”.'],
  },
};
const off: Change = Object.fromEntries(
  (['mx', 'spf', 'dkim', 'dmarc', 'mail'] as const).map((name) => [
    name,
    { status: 'skipped', message: 'Mail hosting is off.', found: [] },
  ]),
);

/** As a list shows it. */
export const rowOf = ({
  account,
  domain,
  overall,
  mailHosting,
  checks,
  checkedAt,
  since,
  mailboxes,
  fullest,
}: DomainDetail): DomainRow => ({
  account,
  domain,
  overall,
  mailHosting,
  checks: Object.fromEntries(CHECK_NAMES.map((name) => [name, checks[name].status])) as DomainRow['checks'],
  checkedAt,
  since,
  mailboxes,
  fullest,
});

export const troubledFleet: DomainDetail[] = [
  row(
    'northwind-traders.example',
    'healthy',
    {},
    {
      mailboxes: 12,
      fullest: {
        mailbox: 'sales@northwind-traders.example',
        quotaPercent: 72.4,
        usageMb: 741,
        quotaMb: 1024,
        alarm: false,
      },
    },
  ),
  row('acme.example', 'unhealthy', noMx, { since: ago(34), mailboxes: 3 }),
  row('bücher-müller.example', 'healthy'),
  row('contoso.example', 'unhealthy', badSpf, {
    advice: { checkedAt: ago(190), results: adviceOf('contoso.example') },
    since: ago(60 * 20),
    mailboxes: 9,
    fullest: {
      mailbox: 'info@contoso.example',
      quotaPercent: 93.8,
      usageMb: 961,
      quotaMb: 1024,
      alarm: true,
    },
  }),
  row('fabrikam.example', 'degraded', foreignMx, {
    since: ago(60 * 50),
    policy: {
      dmarcRecord: 'v=DMARC1; p=quarantine; sp=reject; rua=mailto:dmarc@fabrikam.example',
      acceptedMxHosts: ['filter.spam-shield.example'],
    },
  }),
  row('parked-for-later.example', 'healthy', off, { mailHosting: false, mailboxes: 0, fullest: null }),
  row(
    'tailspin-toys.example',
    'unknown',
    { mx: { status: 'unknown', found: [], message: 'The resolvers did not answer (timed out).' } },
    { checkedAt: ago(60 * 26) },
  ),
  row(
    'wingtip.example',
    'healthy',
    {},
    {
      fullest: {
        mailbox: 'ann@wingtip.example',
        quotaPercent: 8.3,
        usageMb: 85,
        quotaMb: 1024,
        alarm: false,
      },
    },
  ),
  row('a-very-long-domain-name-that-somebody-really-registered.example', 'healthy'),
  row('litware.example', 'healthy', { webmail: { status: 'pending', message: 'Deployed, not public yet.' } }),
  row('proseware.example', 'healthy'),
  row('woodgrove.example', 'healthy'),
];
export const healthyFleet = ['northwind-traders.example', 'litware.example', 'wingtip.example'].map(
  (domain) => row(domain, 'healthy'),
);
export const manyDomains: DomainDetail[] = [
  ...troubledFleet,
  ...Array.from({ length: 500 }, (_, index) =>
    row(
      `customer-${String(index + 1).padStart(3, '0')}.example`,
      index % 50 === 7 ? 'unhealthy' : index % 40 === 9 ? 'degraded' : 'healthy',
      index % 50 === 7 ? noMx : index % 40 === 9 ? foreignMx : {},
      { account: index % 3 === 0 ? 'second' : 'default', mailboxes: (index * 7) % 23 },
    ),
  ),
];

const mailbox = (
  name: string,
  usage: number,
  quota: number,
  sent: number,
  alarms: MailboxRow['alarms'],
): MailboxRow => ({
  account: 'default',
  mailbox: name,
  domain: name.slice(name.indexOf('@') + 1),
  quotaMb: quota,
  usageMb: usage,
  sendLimit: 9600,
  sent,
  suspended: false,
  quotaPercent: quota === 0 ? undefined : (usage / quota) * 100,
  sendPercent: (sent / 9600) * 100,
  readAt: ago(9),
  alarms,
});
export const alarmedMailboxes: MailboxRow[] = [
  mailbox('info@contoso.example', 961, 1024, 12, ['storage']),
  mailbox('newsletter@northwind-traders.example', 210, 2048, 8991, ['sends', 'sendRate']),
];
export const allMailboxes: MailboxRow[] = [
  ...alarmedMailboxes,
  mailbox('office@contoso.example', 422, 1024, 4, []),
  mailbox('archive@contoso.example', 18_211, 0, 0, []),
  mailbox('office@acme.example', 122, 1024, 31, []),
];
