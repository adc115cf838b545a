import { percentOf } from '../../src-shared/mailbox-usage.ts';
import type { MailboxDetail, MailboxRow, UsageSample } from '../../src-shared/views/mailboxes.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const NOW = Date.now();

/** The same numbers at every start. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

export const mailDomains = [
  'northwind-traders.example',
  'acme.example',
  'bücher-müller.example',
  'contoso.example',
  'fabrikam.example',
  'tailspin-toys.example',
  'wingtip.example',
  'a-very-long-domain-name-that-somebody-really-registered.example',
  'litware.example',
  'proseware.example',
  'woodgrove.example',
];
const NAMES = [
  'office',
  'info',
  'sales',
  'ann',
  'bob',
  'newsletter',
  'archive',
  'support',
  'jobs',
  'invoices',
];
const QUOTAS = [1024, 1024, 2048, 5120, 10_240, 0];

function row(mailbox: string, values: Partial<MailboxRow>): MailboxRow {
  const base: MailboxRow = {
    account: 'default',
    mailbox,
    domain: mailbox.slice(mailbox.indexOf('@') + 1),
    quotaMb: 1024,
    usageMb: 100,
    sendLimit: 9600,
    sent: 4,
    suspended: false,
    quotaPercent: undefined,
    sendPercent: undefined,
    readAt: new Date(NOW - 9 * MINUTE).toISOString(),
    alarms: [],
    ...values,
  };
  return {
    ...base,
    quotaPercent: percentOf(base.usageMb, base.quotaMb),
    sendPercent: percentOf(base.sent, base.sendLimit),
  };
}

const special: MailboxRow[] = [
  row('info@contoso.example', { usageMb: 961, sent: 12, alarms: ['storage'] }),
  row('newsletter@northwind-traders.example', {
    quotaMb: 2048,
    usageMb: 210,
    sent: 8991,
    alarms: ['sends', 'sendRate'],
  }),
  row('archive@contoso.example', { quotaMb: 0, usageMb: 18_211, sent: 0 }),
  row('old.campaign@fabrikam.example', { usageMb: 512, suspended: true, sent: 0 }),
  row('scanner@acme.example', { usageMb: undefined, sent: undefined, sendLimit: undefined }),
];

function generated(count: number): MailboxRow[] {
  const next = numbers(7);
  return Array.from({ length: count }, (_, index) => {
    const domain =
      index < 40
        ? (mailDomains[index % mailDomains.length] ?? 'acme.example')
        : `customer-${String(Math.floor(index / 20) + 1).padStart(3, '0')}.example`;
    const quotaMb = QUOTAS[Math.floor(next() * QUOTAS.length)] ?? 1024;
    const share = next() ** 2.4;
    const usageMb = Math.round((quotaMb || 4096) * share * 10) / 10;
    return row(`${NAMES[index % NAMES.length]}${index < 40 ? '' : index % 20}@${domain}`, {
      account: index % 5 === 4 ? 'second' : 'default',
      quotaMb,
      usageMb,
      sent: Math.floor(next() ** 6 * 900),
      suspended: index % 271 === 270,
      readAt: new Date(NOW - (9 + (index % 7)) * MINUTE).toISOString(),
      alarms: quotaMb > 0 && share >= 0.9 ? ['storage'] : [],
    });
  });
}

export const mailboxesOf = (variant: string): MailboxRow[] => {
  const named = new Set(special.map(({ mailbox }) => mailbox));
  const others = generated(variant === 'many' ? 9_995 : 40).filter(({ mailbox }) => !named.has(mailbox));
  const all = [...special, ...others];
  return variant === 'accounts' ? all : all.map((one) => ({ ...one, account: 'default' }));
};

/** Some 400 days with a fortnight away, a raised quota, and quieter week-ends. */
function samplesOf(mailbox: MailboxRow): UsageSample[] {
  const next = numbers(mailbox.mailbox.length * 31);
  const end = mailbox.usageMb ?? 0;
  const ago = (days: number): UsageSample => {
    const at = new Date(NOW - days * DAY);
    const weekend = at.getDay() === 0 || at.getDay() === 6;
    const grown = end * Math.max(0.12, 1 - days / 130 - (days > 60 ? 0.08 : 0)) - next() * end * 0.01;
    const busy = (mailbox.sent ?? 0) > 1000 && days > 1 ? 700 : (mailbox.sent ?? 0) * 2 + 14;
    return {
      at: at.toISOString(),
      ...(mailbox.usageMb !== undefined && { usageMb: days === 0 ? end : Math.round(grown * 10) / 10 }),
      ...(mailbox.quotaMb !== undefined && { quotaMb: days > 48 ? mailbox.quotaMb / 2 : mailbox.quotaMb }),
      ...(mailbox.sent !== undefined && {
        sent: days < 1.1 ? mailbox.sent : Math.round(busy * (weekend ? 0.2 : 1) * (0.4 + next())),
      }),
      ...(mailbox.sendLimit !== undefined && { sendLimit: mailbox.sendLimit }),
    };
  };
  const daily = Array.from({ length: 393 }, (_, index) => 400 - index).filter(
    (days) => days < 17 || days > 24,
  );
  const raw = Array.from({ length: 14 }, (_, index) => (13 - index) / 2);
  return [...daily, ...raw].map(ago);
}

export function detailOf(mailbox: MailboxRow): MailboxDetail {
  const { quotaMb = 0, usageMb = 0, mailbox: name } = mailbox;
  const perDay = usageMb / 130;
  const since = (minutes: number) => new Date(NOW - minutes * MINUTE).toISOString();
  return {
    ...mailbox,
    storageThreshold: 90,
    sendThreshold: 90,
    alarmsSince: Object.fromEntries(
      mailbox.alarms.map((measure, index) => [measure, since(61 + index * 400)]),
    ),
    samples: name.startsWith('scanner') ? [] : samplesOf(mailbox),
    forecast:
      quotaMb > usageMb && usageMb > quotaMb * 0.3
        ? { mbPerDay: perDay, daysUntilFull: (quotaMb - usageMb) / perDay }
        : null,
  };
}
