import {
  createAccount,
  DEMO_CREDENTIALS,
  type DomainSeed,
  type SimAccount,
  type SimDomain,
} from './account-state.ts';
import type { Zones } from './dns-zones.ts';
import {
  NAMED_DOMAINS,
  NAMED_MAILBOXES,
  QUIET_DOMAIN,
  SPECIAL_MAILBOXES,
  WITHOUT_DMARC,
} from './fleet-names.ts';
import { randomFrom } from './seeded-random.ts';

export interface FleetSize {
  domains: number;
  /** In all, spread over the domains. */
  mailboxes: number;
}

export interface Fleet {
  account: SimAccount;
  /** What public DNS says: as MXroute expects, but for the small problems of the named fleet. */
  zones: Zones;
}

export const NAMED_FLEET: FleetSize = { domains: 12, mailboxes: 40 };
const QUOTAS_MB = [1024, 2048, 5120, 10_240];
const DMARC = 'v=DMARC1; p=none; sp=none; adkim=r; aspf=r;';
const SERVER_ADDRESS = '192.0.2.25';

/** `12x40` → 12 domains with 40 mailboxes in all. */
export function parseFleetSize(text: string): FleetSize {
  const [, domains, mailboxes] = /^(\d{1,5})x(\d{1,6})$/.exec(text) ?? [];
  if (!domains || !mailboxes || Number(domains) < 1)
    throw new Error(`A fleet is given as DOMAINSxMAILBOXES, for example 12x40, not “${text}”.`);
  return { domains: Number(domains), mailboxes: Number(mailboxes) };
}

/** The same fleet for the same size, always. 12 × 40 has names, people and two small problems of its own. */
export function createFleet(size: FleetSize = NAMED_FLEET): Fleet {
  const named = size.domains === NAMED_FLEET.domains && size.mailboxes === NAMED_FLEET.mailboxes;
  const account = createAccount(named ? namedSeeds() : numberedSeeds(size));
  return { account, zones: zonesOf(account, named ? [WITHOUT_DMARC] : []) };
}

function namedSeeds(): DomainSeed[] {
  const random = randomFrom(12);
  return NAMED_DOMAINS.map((domain) => ({
    domain,
    mailHosting: domain !== QUIET_DOMAIN,
    mailboxes: (NAMED_MAILBOXES[domain] ?? []).map((username) => ({
      ...ordinaryMailbox(username, random),
      ...SPECIAL_MAILBOXES[`${username}@${domain}`],
    })),
    ...(domain === 'harbor-books.example' ? { forwarders: { sales: [`orders@${domain}`] } } : {}),
    ...(domain === 'atlas-legal.example' ? { pointers: { 'atlas-law.example': 'alias' as const } } : {}),
  }));
}

function numberedSeeds({ domains, mailboxes }: FleetSize): DomainSeed[] {
  const random = randomFrom(domains * 1_000_003 + mailboxes);
  return Array.from({ length: domains }, (_, index) => {
    const share = Math.floor(mailboxes / domains) + (index < mailboxes % domains ? 1 : 0);
    return {
      domain: `customer-${String(index + 1).padStart(4, '0')}.example`,
      mailboxes: Array.from({ length: share }, (_each, user) => ordinaryMailbox(`user${user + 1}`, random)),
    };
  });
}

/** Between 5 and 80 % full, some hundred messages a day. */
function ordinaryMailbox(username: string, random: () => number) {
  const quota = QUOTAS_MB[Math.floor(random() * QUOTAS_MB.length)] ?? 1024;
  const usage = Math.round(quota * (0.05 + 0.75 * random()) * 10) / 10;
  return { username, quota, usage, limit: 9600, sent: Math.floor(random() * 200) };
}

/** The records of a domain whose owner has published what MXroute asks for. */
export function rightRecords(domain: SimDomain, server = DEMO_CREDENTIALS.server): Zones {
  const name = domain.domain;
  return {
    [name]: {
      MX: domain.mx.map(({ priority, hostname }) => ({ priority, host: hostname })),
      TXT: [domain.spf.value, `site-verification=${name.length}x${name.charCodeAt(0)}`],
      A: ['192.0.2.80'],
    },
    [`_dmarc.${name}`]: { TXT: [DMARC] },
    [`mail.${name}`]: { CNAME: server },
    ...(domain.dkim ? { [`${domain.dkim.name}.${name}`]: { TXT: [domain.dkim.value] } } : {}),
    ...(domain.verification
      ? { [`${domain.verification.name}.${name}`]: { TXT: [domain.verification.value] } }
      : {}),
  };
}

function zonesOf(account: SimAccount, withoutDmarc: readonly string[]): Zones {
  const zones: Zones = {
    [account.server]: { A: [SERVER_ADDRESS] },
    // What every SPF record here includes.
    'mxroute.com': { TXT: ['v=spf1 ip4:192.0.2.0/24 -all'] },
  };
  for (const domain of account.domains.values()) {
    Object.assign(zones, rightRecords(domain, account.server));
    for (const { hostname } of domain.mx) zones[hostname] = { A: [SERVER_ADDRESS] };
  }
  for (const name of withoutDmarc) delete zones[`_dmarc.${name}`];
  return zones;
}
