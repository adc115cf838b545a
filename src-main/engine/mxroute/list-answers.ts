import { domainName } from './answers.ts';
import type { Forwarder, ForwarderList, ListAnswer, Pointer, PointerList, SpamList } from './api.ts';
import { isRecord, malformed } from './envelope.ts';
import { addressIn } from './mailbox-answer.ts';

/**
 * GET /domains/{d}/pointers: an array of names or of `{pointer, type}`, or an object keyed by name.
 * @throws MxrouteError `malformed` where there is neither.
 */
export function readPointers(path: string, data: unknown): PointerList {
  const records = isRecord(data) ? Object.entries(data).map(byName) : data;
  const { items, ...rest } = readList(path, records, pointerOf, 'names no domain');
  return { pointers: unique(items, ({ pointer }) => pointer), ...rest };
}

/**
 * GET /domains/{d}/forwarders.
 * @throws MxrouteError `malformed` where there is no list at all.
 */
export function readForwarders(path: string, domain: string, data: unknown): ForwarderList {
  const read = (record: unknown) => forwarderOf(record, domain);
  const { items, ...rest } = readList(path, data, read, `is no forwarder of ${domain}`);
  return { forwarders: unique(items, ({ forwarder }) => forwarder), ...rest };
}

/**
 * GET /domains/{d}/spam/whitelist and …/blacklist.
 * @throws MxrouteError `malformed` where there is no list at all.
 */
export function readSpamList(path: string, data: unknown): SpamList {
  const { items, ...rest } = readList(path, data, entryOf, 'is no address and no pattern');
  return { entries: [...new Set(items)], ...rest };
}

function readList<T>(
  path: string,
  data: unknown,
  read: (record: unknown) => T | undefined,
  oddity: string,
): ListAnswer & { items: T[] } {
  if (!Array.isArray(data)) throw malformed(path, 'has no list in `data`');
  const items: T[] = [];
  const problems: string[] = [];
  for (const [index, record] of data.entries()) {
    const item = read(record);
    if (item === undefined) problems.push(`GET ${path}: record ${index + 1} ${oddity} and is skipped.`);
    else items.push(item);
  }
  const skipped = problems.length;
  return { items, problems, complete: skipped === 0, ...(skipped > 0 ? { skipped } : {}) };
}

/** The first of each: a record that is listed twice is one thing. */
function unique<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const byKey = new Map<string, T>();
  for (const item of items) if (!byKey.has(keyOf(item))) byKey.set(keyOf(item), item);
  return [...byKey.values()];
}

const byName = ([pointer, about]: [string, unknown]): unknown => ({
  pointer,
  type: isRecord(about) ? about.type : about,
});

function pointerOf(record: unknown): Pointer | undefined {
  const told = isRecord(record) ? record : { pointer: record };
  const pointer = domainName.safeParse(told.pointer);
  if (!pointer.success) return undefined;
  const type = typeof told.type === 'string' ? told.type.trim().toLowerCase() : '';
  return { pointer: pointer.data, type: type === '' ? undefined : type };
}

/** Half a list of destinations would look like a change: one that is none makes the whole record odd. */
function forwarderOf(record: unknown, domain: string): Forwarder | undefined {
  if (!isRecord(record)) return undefined;
  const forwarder = addressIn(domain, record.email, record.alias);
  const told = typeof record.destinations === 'string' ? record.destinations.split(',') : record.destinations;
  if (forwarder === undefined || !Array.isArray(told)) return undefined;
  const destinations = told.map((one) => (typeof one === 'string' ? one.trim() : ''));
  return destinations.includes('') ? undefined : { forwarder, destinations };
}

function entryOf(record: unknown): string | undefined {
  const told = isRecord(record) ? record.entry : record;
  const entry = typeof told === 'string' ? told.trim() : '';
  return entry === '' ? undefined : entry;
}
