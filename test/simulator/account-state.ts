import { createHash } from 'node:crypto';

/** One simulated MXroute account, in memory. */
export interface SimMailbox {
  username: string;
  /** MB, 0 = unlimited. */
  quota: number;
  /** MB. */
  usage: number;
  /** Sends per day. */
  limit: number;
  sent: number;
  suspended: boolean;
}

export interface SimRecord {
  name: string;
  value: string;
}

export interface SimDomain {
  domain: string;
  mailHosting: boolean;
  sslEnabled: boolean;
  pointers: Map<string, 'alias' | 'redirect'>;
  mailboxes: Map<string, SimMailbox>;
  forwarders: Map<string, string[]>;
  catchAll: { type: 'fail' | 'blackhole' | 'address'; address: string | null };
  highScore: number;
  mx: { priority: number; hostname: string; description: string }[];
  spf: SimRecord;
  dkim: SimRecord | null;
  verification: SimRecord | null;
}

export interface SimAccount {
  server: string;
  username: string;
  apiKey: string;
  /** Null: `GET /verification-key` answers 500, as MXroute does. */
  verificationKey: string | null;
  domains: Map<string, SimDomain>;
  /** The lists are the account's, seen through every domain. */
  whitelist: Set<string>;
  blacklist: Set<string>;
  /** Bytes; 0 = unlimited. */
  quotaBytes: number;
  /** MXroute's patience with an account above its quota. */
  grace: { days_remaining: number; deadline: string } | null;
}

export const DEMO_CREDENTIALS = {
  server: 'eagle.mxlogin.com',
  username: 'demo',
  apiKey: 'MxDemo00000000000000000000000K1',
};
const VERIFICATION_KEY = '_da-verify-5f2c8a1e9b7d4036a1c5e8f20b9d7346';

export interface DomainSeed {
  domain: string;
  mailboxes?: (Partial<SimMailbox> & { username: string })[];
  mailHosting?: boolean;
  dkimKey?: string;
  pointers?: Record<string, 'alias' | 'redirect'>;
  forwarders?: Record<string, string[]>;
}

export function createAccount(
  seeds: readonly DomainSeed[],
  credentials: Partial<typeof DEMO_CREDENTIALS> = {},
): SimAccount {
  const account: SimAccount = {
    ...DEMO_CREDENTIALS,
    ...credentials,
    verificationKey: VERIFICATION_KEY,
    domains: new Map(),
    whitelist: new Set(['*@newsletter.example']),
    blacklist: new Set(['*@spam.example']),
    quotaBytes: 100 * 1024 ** 3,
    grace: null,
  };
  for (const seed of seeds) account.domains.set(seed.domain, createDomain(account, seed));
  return account;
}

export function createDomain(account: SimAccount, seed: DomainSeed): SimDomain {
  const [host] = account.server.split('.');
  return {
    domain: seed.domain,
    mailHosting: seed.mailHosting ?? true,
    sslEnabled: true,
    pointers: new Map(Object.entries(seed.pointers ?? {})),
    mailboxes: new Map((seed.mailboxes ?? []).map((mailbox) => [mailbox.username, createMailbox(mailbox)])),
    forwarders: new Map(Object.entries(seed.forwarders ?? {})),
    catchAll: { type: 'fail', address: null },
    highScore: 5,
    mx: [
      { priority: 10, hostname: `${host}.mxrouting.net`, description: 'Primary mail server' },
      { priority: 20, hostname: `${host}-relay.mxrouting.net`, description: 'Backup mail server' },
    ],
    spf: { name: '@', value: 'v=spf1 include:mxroute.com -all' },
    dkim: { name: 'x._domainkey', value: `v=DKIM1; k=rsa; p=${seed.dkimKey ?? dkimKey(seed.domain)}` },
    verification: account.verificationKey
      ? { name: account.verificationKey, value: 'domain-verified' }
      : null,
  };
}

export function createMailbox(seed: Partial<SimMailbox> & { username: string }): SimMailbox {
  return { quota: 1024, usage: 100, limit: 9600, sent: 0, suspended: false, ...seed };
}

const RSA_2048 = '30820122300d06092a864886f70d01010105000382010f003082010a0282010100';
const EXPONENT = '0203010001';

/** Reads as a 2048-bit RSA key and is the same for the same domain; nobody has the private half. */
function dkimKey(domain: string): string {
  const modulus = Buffer.concat(
    Array.from({ length: 8 }, (_, index) => createHash('sha256').update(`${domain} ${index}`).digest()),
  );
  modulus[0] = (modulus[0] ?? 0) | 0x80;
  return Buffer.concat([Buffer.from(RSA_2048, 'hex'), modulus, Buffer.from(EXPONENT, 'hex')]).toString(
    'base64',
  );
}

/** @throws where the scenario names a mailbox that is not there: it would pass unnoticed otherwise. */
export function findMailbox(account: SimAccount, address: string): SimMailbox {
  const [username = '', domain = ''] = address.split('@');
  const mailbox = account.domains.get(domain)?.mailboxes.get(username);
  if (!mailbox) throw new Error(`The simulated account has no mailbox ${address}.`);
  return mailbox;
}

export function findDomain(account: SimAccount, name: string): SimDomain {
  const domain = account.domains.get(name);
  if (!domain) throw new Error(`The simulated account has no domain ${name}.`);
  return domain;
}
