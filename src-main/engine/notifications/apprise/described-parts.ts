import type { DescribedPart, PartKind } from '../../../../src-shared/service-catalogue.ts';
import type { DescribedEntry, DescribedService } from './described.ts';
import { toPattern } from './patterns.ts';

/**
 * Options of every service that are the outbox's business, or would make an alert's outcome untrue: retrying, waiting,
 * storing on disk, following redirects, and counting a failure as success. By label too, for services have options of
 * their own under the same names.
 */
const OURS: ReadonlyMap<string, string> = new Map([
  ['retry', 'Service Retry'],
  ['wait', 'Inter-Retry Wait'],
  ['store', 'Persistent Storage'],
  ['optional', 'Optional Service'],
  ['redirect', 'Follow Redirects'],
]);
/** Options of every service; at the end, in this order. Timeouts and cutting are at the app's own defaults. */
const UNIVERSAL = ['verify', 'overflow', 'format', 'emojis', 'tz', 'cto', 'rto'];
const APP_DEFAULTS: ReadonlyMap<string, string | null> = new Map([
  ['cto', null],
  ['rto', null],
  ['overflow', 'truncate'],
]);
/** What Apprise does not mark as private, and is. */
const SECRET_LABEL =
  /\bpass(word|phrase)?\b|\bsecret\b|\btoken\b|\bapi[ -]?key\b|\baccess key\b|\bwebhook( path| url| token)?$/i;

/** One address; lists of recipients may also hold names. */
const E_MAIL = { source: '^[^\\s@,]+@[a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z][a-z0-9-]+$', flags: 'i' };

/** Tokens of the templates, then options, then named values. Aliases and second names of a token are left out. */
export function partsOf({ details }: DescribedService, templates: readonly string[]): DescribedPart[] {
  const inTemplates = new Set(
    templates.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)),
  );
  const groups = new Set([...inTemplates].flatMap((name) => groupOf(name, details.tokens)));
  const tokens = Object.entries(details.tokens).filter(
    ([name]) => name !== 'schema' && (inTemplates.has(name) || groups.has(name)),
  );
  const covered = new Set(
    tokens.flatMap(([name, { map_to }]) => (inTemplates.has(name) ? [name, map_to ?? name] : [])),
  );
  const args = Object.entries(details.args).flatMap(([name, entry]): DescribedPart[] => {
    if (OURS.has(name) && OURS.get(name) === entry.name) return [];
    const aliased = entry.alias_of ?? [];
    if (aliased.some((other) => covered.has(other) || details.args[other])) return [];
    if (!UNIVERSAL.includes(name) && covered.has(entry.map_to ?? name)) return [];
    for (const other of aliased) covered.add(other);
    const meant = aliased.map((other) => details.tokens[other]).find((other) => other !== undefined);
    return aliased.length > 0 && !meant
      ? []
      : [partOf('arg', name, { ...meant, ...entry, name: entry.name ?? meant?.name })];
  });
  const rank = ({ name }: DescribedPart) => UNIVERSAL.indexOf(name);
  const prefixes = new Set<string>();
  const pairs = Object.entries(details.kwargs ?? {}).flatMap(([name, entry]): DescribedPart[] => {
    const prefix = entry.prefix ?? '';
    if (prefix === '' || prefixes.has(prefix)) return [];
    prefixes.add(prefix);
    return [{ ...partOf('pairs', name, entry), prefix, kind: 'string' }];
  });
  return [
    ...tokens.map(([name, entry]) => ({
      ...partOf('token', name, entry),
      group: groupOf(name, details.tokens),
      ...(entry.type === 'email' && !inTemplates.has(name) ? { pattern: null } : {}),
    })),
    ...args.filter((part) => rank(part) < 0),
    ...pairs,
    ...args.filter((part) => rank(part) >= 0).sort((a, b) => rank(a) - rank(b)),
  ];
}

/** What may stand in a list; old releases do not say it, and leave it to the common destination of both. */
function groupOf(name: string, tokens: DescribedService['details']['tokens']): string[] {
  const list = tokens[name];
  if (!list?.type?.startsWith('list:')) return [];
  if (list.group && list.group.length > 0) return list.group.filter((member) => tokens[member]);
  return Object.entries(tokens).flatMap(([member, entry]) =>
    member !== name && entry.map_to === (list.map_to ?? name) && !entry.type?.startsWith('list:')
      ? [member]
      : [],
  );
}

function partOf(role: DescribedPart['role'], name: string, entry: DescribedEntry): DescribedPart {
  const kind = kindOf(entry.type);
  const label = entry.name?.trim() || name;
  const universal = role === 'arg' && APP_DEFAULTS.has(name);
  return {
    role,
    name,
    label,
    kind,
    required: entry.required ?? false,
    private: (entry.private ?? false) || (kind === 'string' && SECRET_LABEL.test(label)),
    default: universal ? (APP_DEFAULTS.get(name) ?? null) : defaultOf(kind, entry),
    choices: kind === 'choice' ? (entry.values ?? []) : [],
    delim: entry.delim ?? [],
    prefix: entry.prefix ?? '',
    group: [],
    min: entry.min ?? null,
    max: entry.max ?? null,
    pattern: kind !== 'string' ? null : entry.type === 'email' ? E_MAIL : toPattern(entry.regex),
  };
}

function kindOf(type: string | null | undefined): PartKind {
  const kind = type?.split(':')[0] ?? '';
  return kind === 'int' || kind === 'float' || kind === 'bool' || kind === 'choice' || kind === 'list'
    ? kind
    : 'string';
}

/** A default outside of the choices would be a value that the form itself refuses. */
function defaultOf(kind: PartKind, entry: DescribedEntry): string | null {
  const value = entry.default;
  if (value === null || value === undefined || value === '' || Array.isArray(value)) return null;
  const text = String(value);
  if (kind === 'bool') return text === 'true' || text === 'false' ? text : null;
  if (kind === 'choice') return entry.values?.includes(text) ? text : null;
  if (kind === 'int') return /^-?\d+$/.test(text) ? text : null;
  return kind === 'list' ? null : text;
}
