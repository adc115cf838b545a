import type { MailboxReading } from '../../../src-shared/mailbox-usage.ts';

/** The part of MXroute's API that the monitors need, answers validated (source: MXroute API 1.0.0). */
export interface AccountApi {
  /** GET /domains: names as MXroute gives them, lower case. */
  listDomains(options: RequestOptions): Promise<string[]>;
  /** GET /domains/{d}. */
  getDomain(domain: string, options: RequestOptions): Promise<DomainInfo>;
  /** GET /domains/{d}/dns. */
  getDns(domain: string, options: RequestOptions): Promise<DnsInfo>;
  /** GET /verification-key; undefined where the account has none (a 500 with that code is not an error). */
  getVerificationKey(options: RequestOptions): Promise<NamedRecord | undefined>;
  /** GET /domains/{d}/email-accounts. One odd record is skipped and reported, its neighbours are kept. */
  listMailboxes(domain: string, options: RequestOptions): Promise<MailboxList>;
  /** GET /domains/{d}/pointers. */
  getPointers(domain: string, options: RequestOptions): Promise<PointerList>;
  /** GET /domains/{d}/forwarders. */
  listForwarders(domain: string, options: RequestOptions): Promise<ForwarderList>;
  /** GET /domains/{d}/catch-all. */
  getCatchAll(domain: string, options: RequestOptions): Promise<CatchAll>;
  /** GET /domains/{d}/spam/settings. */
  getSpamSettings(domain: string, options: RequestOptions): Promise<SpamSettings>;
  /** GET /domains/{d}/spam/whitelist: the account's list, seen through any of its domains. */
  listWhitelist(domain: string, options: RequestOptions): Promise<SpamList>;
  /** GET /domains/{d}/spam/blacklist: likewise. */
  listBlacklist(domain: string, options: RequestOptions): Promise<SpamList>;
  /** GET /quota: the storage of the whole account. */
  getQuota(options: RequestOptions): Promise<AccountQuota>;
  /** Requests that really went out since creation. */
  readonly requests: number;
  /** Reads per minute as MXroute's headers last told them: how many there are, and how many are left. */
  readonly reads: { limit: number; left: number };
}

/** Served in this order when the budget is short. */
export const PRIORITIES = ['interactive', 'usage', 'dns', 'watch'] as const;
export type Priority = (typeof PRIORITIES)[number];

export interface RequestOptions {
  priority: Priority;
  /** Who asks. An answer of the last minute is reused between consumers, never for the one that had it already. */
  consumer: string;
  signal?: AbortSignal;
  /** Called whenever a request really goes out for this read, repetitions included. */
  onSent?: () => void;
}

export interface DomainInfo {
  domain: string;
  mailHosting: boolean;
  pointers: string[];
}

export interface NamedRecord {
  /** As the API gives it: relative (`x._domainkey`), `@`, or already absolute. */
  name: string;
  value: string;
}

export interface DnsInfo {
  mx: { priority: number; host: string }[];
  spf: NamedRecord | undefined;
  dkim: NamedRecord | undefined;
  verification: NamedRecord | undefined;
}

/** A list of which one odd record is skipped and reported, its neighbours kept. */
export interface ListAnswer {
  /** One sentence per record or number that could not be used. */
  problems: string[];
  /** False where a record had to be skipped: what is not listed may then still be there. */
  complete: boolean;
  /** How many were skipped, where any was. */
  skipped?: number;
}

export interface MailboxList extends ListAnswer {
  mailboxes: MailboxReading[];
  /** When MXroute answered, milliseconds since the epoch: an answer may be reused for a minute. */
  readAt: number;
  /** The same by MXroute's own clock, where it told: this computer's may be set between two answers. */
  servedAt?: number | undefined;
}

export interface Pointer {
  /** Lower case, as MXroute spells it. */
  pointer: string;
  /** MXroute's words are `alias` and `redirect`; undefined = not told. */
  type: string | undefined;
}

export interface PointerList extends ListAnswer {
  pointers: Pointer[];
}

export interface Forwarder {
  /** Lower-case `alias@domain`. */
  forwarder: string;
  /** As MXroute spells and sorts them; `:fail:` and `:blackhole:` are none of a person's addresses. */
  destinations: string[];
}

export interface ForwarderList extends ListAnswer {
  forwarders: Forwarder[];
}

/** What becomes of mail to addresses that do not exist. */
export type CatchAll = { type: 'fail' | 'blackhole' } | { type: 'address'; address: string };

export interface SpamSettings {
  /** The score from which mail is deleted. */
  highScore: number;
}

export interface SpamList extends ListAnswer {
  /** Addresses and patterns (`*@example.com`), as MXroute spells them, each once. */
  entries: string[];
}

export interface AccountQuota {
  usedBytes: number;
  /** 0 = unlimited. */
  limitBytes: number;
  /** Category → bytes, as far as MXroute told. */
  breakdown: Record<string, number>;
  /** MXroute's patience with an account above its quota; null: none needed. */
  grace: { daysRemaining: number | null; deadline: string | null } | null;
  /** ISO; when MXroute counted. Null: it did not say. */
  countedAt: string | null;
  /** When MXroute answered, milliseconds since the epoch. */
  readAt: number;
}

export type MxrouteErrorCode =
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'rate_limited'
  | 'server_error'
  | 'rejected'
  | 'malformed'
  | 'timeout'
  | 'network'
  | 'cancelled'
  /** The OS keychain did not give the key: nothing is known about the key itself. */
  | 'keychain';

/** What went wrong with a request, in a sentence for a person; never carries a header or a key. */
export class MxrouteError extends Error {
  override readonly name = 'MxrouteError';
  readonly code: MxrouteErrorCode;
  readonly status: number | undefined;
  constructor(code: MxrouteErrorCode, message: string, status?: number) {
    super(message);
    this.code = code;
    this.status = status;
  }
}
