/** The three outcomes of a lookup (spec: DNS health, Observation); they are never confused. */

export type RecordType = 'A' | 'AAAA' | 'CNAME' | 'MX' | 'TXT' | 'NS' | 'CAA' | 'DS';

export interface MxRecord {
  priority: number;
  /** Without trailing dot, lower case; empty for the null MX. */
  host: string;
}

export interface CaaRecord {
  /** Whoever does not understand the tag must not issue (RFC 8659 4.1). */
  critical: boolean;
  /** Lower case. */
  tag: string;
  value: string;
}

export type DnsRecord =
  | { type: 'MX'; value: MxRecord }
  | { type: 'CAA'; value: CaaRecord }
  /** DS as zone files write it: key tag, algorithm, digest type, digest. */
  | { type: Exclude<RecordType, 'MX' | 'CAA'>; value: string };

export type UnknownReason =
  | 'timeout'
  | 'servfail'
  | 'refused'
  | 'formerr'
  | 'network'
  | 'malformed'
  | 'cancelled'
  | 'bad-name';

export type LookupOutcome =
  /** NOERROR with records of the type (CNAMEs followed, TXT strings joined without separator). */
  | { outcome: 'records'; records: DnsRecord[]; resolver: string }
  /** NXDOMAIN, or NOERROR without the type. */
  | { outcome: 'absent'; resolver: string }
  /** Nothing is known: never judged as missing. */
  | { outcome: 'unknown'; reason: UnknownReason; resolver?: string };
