import type { AccountServer } from './account-server.ts';
import { findDomain } from './account-state.ts';
import { ACCOUNT_STEPS, restoreAccount } from './demo-account-steps.ts';
import type { DnsServer } from './dns-server.ts';
import { rightRecords } from './fleet.ts';
import { BUSY_SENDER, FILLING, FULL_AT_START, SPECIAL_MAILBOXES, WITHOUT_DMARC } from './fleet-names.ts';
import { randomFrom } from './seeded-random.ts';

export interface World {
  account: AccountServer;
  dns: Pick<DnsServer, 'setRecord' | 'removeRecord'>;
}

export interface Step {
  name: string;
  /** Seconds since the start of a round. */
  at: number;
  /** For the person who watches. */
  text: string;
  apply: (world: World) => void;
}

const MX_LOSER = 'studio-lumen.example';
const SPF_DOUBLER = 'riverside-clinic.example';
const SECOND_SPF = 'v=spf1 include:_spf.newsletter-service.example ~all';
const DMARC = 'v=DMARC1; p=quarantine; adkim=r; aspf=r;';

/** After so many seconds the story begins anew. */
export const ROUND_SECONDS = 240;

const OWN_STEPS: readonly Step[] = [
  {
    name: 'lose-mx',
    at: 20,
    text: `${MX_LOSER} loses its MX records`,
    apply: ({ dns }) => dns.removeRecord(MX_LOSER, 'MX'),
  },
  {
    name: 'fill-mailbox',
    at: 32,
    text: `${FILLING} crosses 90 % of its quota`,
    apply: ({ account }) => account.setUsage(FILLING, { usage: 953.7 }),
  },
  {
    name: 'empty-mailbox',
    at: 45,
    text: `${FULL_AT_START} is cleaned up and has room again`,
    apply: ({ account }) => account.setUsage(FULL_AT_START, { usage: 1210.5 }),
  },
  { name: 'restore-mx', at: 75, text: `${MX_LOSER} gets its MX records back`, apply: restoreMx },
  {
    name: 'send-much',
    at: 100,
    text: `${BUSY_SENDER} comes near its daily send limit`,
    apply: ({ account }) => account.setUsage(BUSY_SENDER, { sent: 466 }),
  },
  {
    name: 'double-spf',
    at: 125,
    text: `${SPF_DOUBLER} gets a second SPF record, which makes both void`,
    apply: ({ account, dns }) =>
      dns.setRecord(SPF_DOUBLER, 'TXT', [findDomain(account.account, SPF_DOUBLER).spf.value, SECOND_SPF]),
  },
  {
    name: 'tidy-mailbox',
    at: 150,
    text: `${FILLING} is tidied up`,
    apply: ({ account }) => account.setUsage(FILLING, { usage: 640.3 }),
  },
  {
    name: 'new-day',
    at: 170,
    text: `${BUSY_SENDER} starts a new day of sending`,
    apply: ({ account }) => account.setUsage(BUSY_SENDER, { sent: 12 }),
  },
  { name: 'single-spf', at: 190, text: `${SPF_DOUBLER} has one SPF record again`, apply: restoreTexts },
  {
    name: 'publish-dmarc',
    at: 205,
    text: `${WITHOUT_DMARC} publishes a DMARC policy`,
    apply: ({ dns }) => dns.setRecord(`_dmarc.${WITHOUT_DMARC}`, 'TXT', [DMARC]),
  },
];

/** What goes wrong, and right again, while one watches. */
export const DEMO_STEPS: readonly Step[] = [...OWN_STEPS, ...ACCOUNT_STEPS].sort((a, b) => a.at - b.at);

/** Back to how the story began; also said once before the first round, where it changes nothing. */
export function resetWorld(world: World): void {
  restoreMx(world);
  restoreTexts(world);
  world.dns.removeRecord(`_dmarc.${WITHOUT_DMARC}`);
  restoreAccount(world);
  for (const [mailbox, state] of Object.entries(SPECIAL_MAILBOXES)) world.account.setUsage(mailbox, state);
}

function restoreMx({ account, dns }: World): void {
  const domain = findDomain(account.account, MX_LOSER);
  dns.setRecord(MX_LOSER, 'MX', rightRecords(domain)[MX_LOSER]?.MX ?? []);
}

function restoreTexts({ account, dns }: World): void {
  const domain = findDomain(account.account, SPF_DOUBLER);
  dns.setRecord(SPF_DOUBLER, 'TXT', rightRecords(domain)[SPF_DOUBLER]?.TXT ?? []);
}

/** Steps that fall due after `from` and until `to`, seconds since the start; rounds repeat. */
export function stepsBetween(from: number, to: number): (Step | 'again')[] {
  const due: { at: number; step: Step | 'again' }[] = [];
  for (let round = Math.max(0, Math.floor(from / ROUND_SECONDS)); round * ROUND_SECONDS <= to; round++) {
    const start = round * ROUND_SECONDS;
    if (round > 0) due.push({ at: start, step: 'again' });
    due.push(...DEMO_STEPS.map((step) => ({ at: start + step.at, step })));
  }
  return due.filter(({ at }) => at > from && at <= to).map(({ step }) => step);
}

const ORDINARY_MOST_FULL = 0.82;
const ORDINARY_MOST_SENT = 400;

/** Mail comes and goes: every tick some mailboxes grow a little, so that no two readings are the same. */
export function createDrift({ account }: World, seed = 7): () => void {
  const random = randomFrom(seed);
  return () => {
    for (const domain of account.account.domains.values())
      for (const mailbox of domain.mailboxes.values()) {
        const address = `${mailbox.username}@${domain.domain}`;
        if (address in SPECIAL_MAILBOXES || random() > 0.2) continue;
        const room = mailbox.quota === 0 || mailbox.usage < mailbox.quota * ORDINARY_MOST_FULL;
        const change = room ? random() * 0.6 : -random() * 20;
        mailbox.usage = Math.round((mailbox.usage + change) * 100) / 100;
        if (mailbox.sent < ORDINARY_MOST_SENT && random() < 0.1) mailbox.sent++;
      }
  };
}
