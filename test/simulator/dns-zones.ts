import type { Answer, CaaData, DsData } from 'dns-packet';

/** Records of one name. Numbers are TTL-less: nothing in the simulation caches. */
export interface ZoneRecords {
  MX?: { priority: number; host: string }[];
  /** Each a whole text, or its strings. */
  TXT?: (string | string[] | Buffer)[];
  A?: string[];
  AAAA?: string[];
  NS?: string[];
  CNAME?: string;
  CAA?: CaaData[];
  /** As zone files write them: `12345 13 2 abcdef`. */
  DS?: string[];
}
export type ZoneType = keyof ZoneRecords;
/** Full name → its records. Names are A-labels, lower case, without trailing dot. */
export type Zones = Record<string, ZoneRecords>;

const TTL = 60;
const STRING_BYTES = 255;
const MAX_CHAIN = 16;

export interface ZoneAnswer {
  exists: boolean;
  answers: Answer[];
}

/** Names and records, with the difference between "no such name" and "no such record". */
export class ZoneStore {
  private readonly names = new Map<string, ZoneRecords>();
  /** Names that exist only because something stands below them; undefined = to be worked out again. */
  private ancestors: Set<string> | undefined;

  constructor(zones: Zones) {
    for (const [name, records] of Object.entries(zones)) this.names.set(key(name), { ...records });
  }

  set<T extends ZoneType>(name: string, type: T, records: NonNullable<ZoneRecords[T]>): void {
    this.ancestors = undefined;
    this.names.set(key(name), { ...this.names.get(key(name)), [type]: records });
  }

  remove(name: string, type?: ZoneType): void {
    const records = this.names.get(key(name));
    if (!records) return;
    this.ancestors = undefined;
    if (type === undefined) this.names.delete(key(name));
    else {
      const { [type]: _gone, ...kept } = records;
      if (Object.keys(kept).length === 0) this.names.delete(key(name));
      else this.names.set(key(name), kept);
    }
  }

  get(name: string): ZoneRecords | undefined {
    return this.names.get(key(name));
  }

  /** @param followAliases false: a server that gives the CNAME and nothing else. */
  answer(question: string, type: string, followAliases = true): ZoneAnswer {
    const answers: Answer[] = [];
    let name = key(question);
    for (let hops = 0; hops < MAX_CHAIN; hops++) {
      const records = this.names.get(name);
      if (!records) return { exists: answers.length > 0 || this.hasDescendants(name), answers };
      if (records.CNAME === undefined || type === 'CNAME') {
        answers.push(...toAnswers(name, type, records));
        break;
      }
      answers.push({ type: 'CNAME', name, ttl: TTL, data: records.CNAME });
      if (!followAliases) break;
      name = key(records.CNAME);
    }
    return { exists: true, answers };
  }

  private hasDescendants(name: string): boolean {
    this.ancestors ??= new Set([...this.names.keys()].flatMap(ancestorsOf));
    return this.ancestors.has(name);
  }
}

const ancestorsOf = (name: string): string[] => {
  const labels = name.split('.');
  return labels.slice(1).map((_, index) => labels.slice(index + 1).join('.'));
};

function toAnswers(name: string, type: string, records: ZoneRecords): Answer[] {
  switch (type) {
    case 'MX':
      return (records.MX ?? []).map(({ priority, host }) => ({
        type: 'MX',
        name,
        ttl: TTL,
        data: { preference: priority, exchange: host === '' ? '.' : host },
      }));
    case 'TXT':
      return (records.TXT ?? []).map((text) => ({ type: 'TXT', name, ttl: TTL, data: strings(text) }));
    case 'CNAME':
      return records.CNAME === undefined ? [] : [{ type: 'CNAME', name, ttl: TTL, data: records.CNAME }];
    case 'A':
    case 'AAAA':
    case 'NS':
      return (records[type] ?? []).map((data) => ({ type, name, ttl: TTL, data }));
    case 'CAA':
      return (records.CAA ?? []).map((data) => ({ type: 'CAA', name, ttl: TTL, data }));
    case 'DS':
      return (records.DS ?? []).map((text) => ({ type: 'DS', name, ttl: TTL, data: dsData(text) }));
    default:
      return [];
  }
}

function dsData(text: string): DsData {
  const [keyTag, algorithm, digestType, digest = ''] = text.split(' ');
  return {
    keyTag: Number(keyTag),
    algorithm: Number(algorithm),
    digestType: Number(digestType),
    digest: Buffer.from(digest, 'hex'),
  };
}

/** Texts over 255 bytes are split into strings, as every zone file does. */
function strings(text: string | string[] | Buffer): Buffer[] {
  if (Array.isArray(text)) return text.map((part) => Buffer.from(part));
  const bytes = Buffer.from(text);
  const parts: Buffer[] = [];
  for (let start = 0; start === 0 || start < bytes.length; start += STRING_BYTES) {
    parts.push(bytes.subarray(start, start + STRING_BYTES));
  }
  return parts;
}

const key = (name: string): string => name.toLowerCase().replace(/\.$/, '');
