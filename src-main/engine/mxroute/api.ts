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

export interface MailboxList {
  mailboxes: MailboxReading[];
  /** One sentence per record or number that could not be used. */
  problems: string[];
  /** False where a record had to be skipped: a mailbox that is not listed may then still be there. */
  complete: boolean;
  /** When MXroute answered, milliseconds since the epoch: an answer may be reused for a minute. */
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
