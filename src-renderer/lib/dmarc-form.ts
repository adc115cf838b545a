import { dmarcProblem, isDmarcPolicy, parseDmarc } from '../../src-shared/dmarc.ts';

/** A DMARC record as fields. The record itself is the truth: fields are read from it and written into it. */

/** Where a record's tags stand that people set; others follow, as they were. */
const ORDER = ['v', 'p', 'sp', 'adkim', 'aspf', 'rua'];

export type DmarcTag = 'p' | 'sp' | 'adkim' | 'aspf' | 'rua';

interface Tag {
  name: string;
  value: string;
}

const tagsOf = (record: string): Tag[] =>
  record
    .split(';')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      return equals < 0
        ? { name: part.trim(), value: '' }
        : { name: part.slice(0, equals).trim(), value: part.slice(equals + 1).trim() };
    });

/** As written; empty where the record does not have the tag. */
export const dmarcTag = (record: string, tag: DmarcTag): string => parseDmarc(record)?.get(tag) ?? '';

/** The policy as the choices name it; empty where there is none, or none that DMARC knows. */
export function dmarcPolicyTag(record: string, tag: 'p' | 'sp'): string {
  const value = dmarcTag(record, tag);
  return isDmarcPolicy(value) ? value.toLowerCase() : '';
}

export const dmarcStrict = (record: string, tag: 'adkim' | 'aspf'): boolean =>
  dmarcTag(record, tag).toLowerCase() === 's';

/** The record with that one tag changed, all others as they were. An empty value takes the tag out. */
export function withDmarcTag(record: string, tag: DmarcTag, value: string): string {
  const tags = parseDmarc(record) === undefined ? [{ name: 'v', value: 'DMARC1' }] : tagsOf(record);
  const at = tags.findIndex(({ name }) => name.toLowerCase() === tag);
  if (value === '') {
    if (at >= 0) tags.splice(at, 1);
  } else if (at >= 0) tags[at] = { name: tags[at]?.name ?? tag, value };
  else tags.splice(placeFor(tags, tag), 0, { name: tag, value });
  const text = tags.map((one) => `${one.name}=${one.value}`).join('; ');
  return record.trim().endsWith(';') || record.trim() === '' ? `${text};` : text;
}

/** Behind the last tag that usually stands before it. */
function placeFor(tags: readonly Tag[], tag: DmarcTag): number {
  const before = ORDER.slice(0, ORDER.indexOf(tag));
  return 1 + tags.findLastIndex(({ name }) => before.includes(name.toLowerCase()));
}

/** `mailto:a@x, mailto:b@x` as people write it: addresses, comma between. */
export const reportAddresses = (record: string): string =>
  dmarcTag(record, 'rua')
    .split(',')
    .map((uri) => uri.trim().replace(/^mailto:/i, ''))
    .filter(Boolean)
    .join(', ');

export const withReportAddresses = (record: string, text: string): string =>
  withDmarcTag(
    record,
    'rua',
    text
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map((address) => (/^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `mailto:${address}`))
      .join(','),
  );

const MAILTO = /^mailto:[^\s@,;!]+@[^\s@,;!]+\.[^\s@,;!]+(![0-9]+[kmgt]?)?$/i;

export interface DmarcProblems {
  record?: string;
  rua?: string;
}

/** What is wrong, at the field that is to blame. Anything here keeps the record from being saved. */
export function dmarcProblems(record: string): DmarcProblems {
  const problem = dmarcProblem(record.trim());
  if (problem !== undefined) return { record: `The record ${problem}.` };
  for (const tag of ['adkim', 'aspf'] as const) {
    const value = dmarcTag(record, tag);
    if (value !== '' && !/^[rs]$/i.test(value))
      return { record: `The record has ${tag}=${value}: it is r (relaxed) or s (strict).` };
  }
  const uris = dmarcTag(record, 'rua')
    .split(',')
    .map((uri) => uri.trim());
  const odd = uris.find((uri) => uri !== '' && !MAILTO.test(uri));
  return odd === undefined
    ? {}
    : { rua: `“${odd.replace(/^mailto:/i, '')}” is not an address that reports can be sent to.` };
}

const POLICY_WORDS: Record<string, string> = {
  none: 'is delivered as if nothing were wrong',
  quarantine: 'goes to the spam folder',
  reject: 'is refused',
};

/** What receivers do by this record, in a sentence or two; null where it names no policy. */
export function dmarcMeaning(record: string): string | null {
  const p = dmarcPolicyTag(record, 'p');
  if (p === '') return null;
  const sp = dmarcPolicyTag(record, 'sp') || p;
  const below = sp === p ? '' : `, in the name of a subdomain it ${POLICY_WORDS[sp]}`;
  const silent = reportAddresses(record) === '' ? ' Nobody gets reports about it.' : '';
  return `Mail that is forged in the name of this domain ${POLICY_WORDS[p]}${below}.${silent}`;
}
