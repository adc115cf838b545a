/** The three outcomes of a lookup (spec: DNS health, Observation); they are never confused. */

export type RecordType = 'A' | 'AAAA' | 'CNAME' | 'MX' | 'TXT' | 'NS';

export interface MxRecord {
  priority: number;
  /** Without trailing dot, lower case; empty for the null MX. */
  host: string;
}

export type DnsRecord = { type: 'MX'; value: MxRecord } | { type: Exclude<RecordType, 'MX'>; value: string };

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
