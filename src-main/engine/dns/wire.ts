import { isAscii } from 'node:buffer';
import * as dnsPacket from 'dns-packet';
import type { DnsRecord, RecordType, UnknownReason } from './outcome.ts';

/** DNS messages as bytes (RFC 1035, 6891): what is asked, and what an answer really says about the question. */

export interface Question {
  /** A-label form, lower case. */
  name: string;
  type: RecordType;
}

export type Reading =
  | { kind: 'records'; records: DnsRecord[] }
  | { kind: 'absent' }
  /** The chain of CNAMEs ends at a name that this answer says nothing about. */
  | { kind: 'alias'; target: string }
  | { kind: 'truncated' }
  | { kind: 'unknown'; reason: UnknownReason }
  /** Not the answer to this question: keep waiting. */
  | { kind: 'foreign' };

/** Fits one Ethernet frame on every path (DNS flag day 2020). */
const UDP_PAYLOAD = 1232;
const MAX_CHAIN = 16;
const HEADER_BYTES = 12;
const NOERROR = 0;
const FORMERR = 1;
const SERVFAIL = 2;
const NXDOMAIN = 3;
const NOTIMP = 4;
const CAA_CRITICAL = 0x80;
/** Sections behind the answers: their counts in the header. */
const AUTHORITY_AND_ADDITIONAL_COUNTS = 8;

export function encodeQuery(id: number, { name, type }: Question, edns: boolean): Buffer {
  return dnsPacket.encode({
    type: 'query',
    id,
    flags: dnsPacket.RECURSION_DESIRED,
    questions: [{ name, type }],
    additionals: edns
      ? [
          {
            type: 'OPT',
            name: '.',
            udpPayloadSize: UDP_PAYLOAD,
            extendedRcode: 0,
            ednsVersion: 0,
            flags: 0,
            flag_do: false,
            options: [],
          },
        ]
      : [],
  });
}

export const messageId = (message: Buffer): number | undefined =>
  message.length >= HEADER_BYTES ? message.readUInt16BE(0) : undefined;

/** Reads a message whose id and sender were already checked. Never throws. */
export function readAnswer(message: Buffer, question: Question): Reading {
  const packet = decode(message);
  if (packet === undefined) return { kind: 'unknown', reason: 'malformed' };
  if (!packet.flag_qr) return { kind: 'foreign' };
  const rcode = (packet.flags ?? 0) & 0xf;
  if (!echoes(packet, question, rcode)) return { kind: 'foreign' };
  if (packet.flag_tc) return { kind: 'truncated' };
  if (rcode === NXDOMAIN) return { kind: 'absent' };
  if (rcode !== NOERROR) return { kind: 'unknown', reason: reasonOf(rcode) };
  if (extendedError(packet)) return { kind: 'unknown', reason: 'formerr' };
  return readRecords(packet, question);
}

type Decoded = dnsPacket.DecodedPacket & { answersOnly?: true };

/**
 * A resolver's odd OPT record must not cost its good answer, so what follows the answers may be unreadable.
 * The library reads past the end without complaint: such a message was cut off.
 */
function decode(message: Buffer): Decoded | undefined {
  const whole = tryDecode(message);
  if (whole) return whole;
  if (message.length < HEADER_BYTES) return undefined;
  const answersOnly = Buffer.from(message);
  answersOnly.writeUInt32BE(0, AUTHORITY_AND_ADDITIONAL_COUNTS);
  const packet = tryDecode(answersOnly);
  return packet && { ...packet, answersOnly: true };
}

function tryDecode(message: Buffer): dnsPacket.DecodedPacket | undefined {
  try {
    const packet = dnsPacket.decode(message);
    return dnsPacket.decode.bytes <= message.length ? packet : undefined;
  } catch {
    return undefined;
  }
}

/** Servers may leave the question out of an error, never out of an answer. */
function echoes(packet: Decoded, question: Question, rcode: number): boolean {
  const questions = packet.questions ?? [];
  if (questions.length === 0) return rcode !== NOERROR && rcode !== NXDOMAIN;
  const [first] = questions;
  return (
    questions.length === 1 &&
    first?.type === question.type &&
    (first.class ?? 'IN') === 'IN' &&
    bareName(first.name) === question.name
  );
}

/** BADVERS and its like: the header alone says NOERROR, and nothing was looked up. */
const extendedError = (packet: Decoded): boolean =>
  (packet.additionals ?? []).some((record) => record.type === 'OPT' && record.extendedRcode !== 0);

function readRecords(packet: Decoded, question: Question): Reading {
  const answers = (packet.answers ?? []).filter((record) => !('class' in record) || record.class === 'IN');
  let name = question.name;
  for (let hops = 0; hops <= MAX_CHAIN; hops++) {
    const here = answers.filter((record) => bareName(record.name) === name);
    const records = here
      .map((record) => toRecord(record, question.type))
      .filter((record) => record !== undefined);
    if (records.length > 0) return { kind: 'records', records: distinct(records) };
    const alias = here.find((record) => record.type === 'CNAME');
    if (alias?.type !== 'CNAME') break;
    name = bareName(alias.data);
  }
  if (name !== question.name) return { kind: 'alias', target: name };
  if (answers.some((record) => record.type === question.type))
    return { kind: 'unknown', reason: 'malformed' };
  if (packet.answersOnly) return { kind: 'unknown', reason: 'malformed' };
  return isReferral(packet) ? { kind: 'unknown', reason: 'refused' } : { kind: 'absent' };
}

/** "Ask somebody else": a server that does not look names up for others has not said that the record is missing. */
function isReferral(packet: Decoded): boolean {
  const authorities = packet.authorities ?? [];
  return (
    !packet.flag_aa &&
    !packet.flag_ra &&
    authorities.some((record) => record.type === 'NS') &&
    !authorities.some((record) => record.type === 'SOA')
  );
}

function toRecord(record: dnsPacket.Answer, type: RecordType): DnsRecord | undefined {
  if (record.type !== type) return undefined;
  switch (record.type) {
    case 'MX':
      return {
        type: 'MX',
        value: { priority: record.data.preference ?? 0, host: bareName(record.data.exchange) },
      };
    case 'TXT':
      return { type: 'TXT', value: txtText(record.data) };
    case 'A':
    case 'AAAA':
      return { type: record.type, value: record.data };
    case 'CNAME':
    case 'NS':
      return { type: record.type, value: bareName(record.data) };
    case 'CAA': {
      const { flags = 0, tag, value } = record.data;
      return { type: 'CAA', value: { critical: flags >= CAA_CRITICAL, tag: tag.toLowerCase(), value } };
    }
    case 'DS': {
      const { keyTag, algorithm, digestType, digest } = record.data;
      return { type: 'DS', value: [keyTag, algorithm, digestType, digest.toString('hex')].join(' ') };
    }
    default:
      return undefined;
  }
}

/** Strings joined without separator (RFC 7208 3.3). Bytes that are not UTF-8 are kept as Latin-1, none is lost. */
export function txtText(data: dnsPacket.TxtData): string {
  const parts = Array.isArray(data) ? data : [data];
  const bytes = Buffer.concat(parts.map((part) => Buffer.from(part)));
  if (isAscii(bytes)) return bytes.toString('latin1');
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') && !bytes.includes('\ufffd') ? bytes.toString('latin1') : text;
}

/** An RRset has no duplicates (RFC 2181 5): a resolver that sends some must not make one SPF record look like two. */
function distinct(records: DnsRecord[]): DnsRecord[] {
  const seen = new Map(records.map((record) => [JSON.stringify(record.value), record]));
  return [...seen.values()];
}

/** The library writes the root as `.`. */
function bareName(name: string): string {
  const lower = name.toLowerCase();
  return lower.endsWith('.') ? lower.slice(0, -1) : lower;
}

function reasonOf(rcode: number): UnknownReason {
  if (rcode === SERVFAIL) return 'servfail';
  return rcode === FORMERR || rcode === NOTIMP ? 'formerr' : 'refused';
}
