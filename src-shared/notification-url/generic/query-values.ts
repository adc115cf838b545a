import type { FieldValues } from '../../notification-services.ts';
import { failure, type Result, success } from '../../result.ts';
import type { DescribedPart } from '../../service-catalogue.ts';
import { decodeTwice, encodeTwice, isSendable } from '../parts.ts';
import { problemOf, splitList } from './checks.ts';
import { fieldName, NOT_SET } from './field-names.ts';
import { formatPairs, parsePairs } from './pairs.ts';

/** The part of a URL after the question mark: options, and named values such as headers. */
export type Query = [name: string, value: string][];

/** What is at its default is left out. */
export function buildQuery(parts: readonly DescribedPart[], fields: FieldValues): Result<Query> {
  const query: Query = [];
  for (const part of parts) {
    if (part.role === 'token') continue;
    const field = fieldName(part);
    const typed = fields[field] ?? '';
    if (part.role === 'pairs') {
      const pairs = typed.trim() === '' ? [] : parsePairs(typed);
      if (pairs === undefined)
        return failure('invalid', 'must be like Name: value; several are separated by semicolons', field);
      if (!isSendable(typed)) return failure('invalid', 'has a character that cannot be sent', field);
      query.push(
        ...pairs.map(([name, value]): [string, string] => [
          part.prefix + encodeTwice(name),
          encodeTwice(value),
        ]),
      );
      continue;
    }
    const value = part.private ? typed : typed.trim();
    if (isUnset(part, value)) continue;
    const problem = problemOf(part, value);
    if (problem !== undefined) return failure('invalid', problem, field);
    query.push([part.name, encodeArg(part, value)]);
  }
  return success(query);
}

/** @returns undefined where the query says something that the form has no field for. */
export function parseQuery(parts: readonly DescribedPart[], query: Query): FieldValues | undefined {
  const left = new Map(query);
  if (left.size !== query.length) return undefined;
  const fields: FieldValues = {};
  for (const part of parts) {
    if (part.role === 'token') continue;
    if (part.role === 'pairs') {
      const pairs = [...left].filter(([name]) => name.startsWith(part.prefix));
      const decoded = pairs.map(
        ([name, value]) => [decodeTwice(name.slice(part.prefix.length)), decodeTwice(value)] as const,
      );
      if (decoded.some(([name, value]) => name === undefined || value === undefined)) return undefined;
      fields[fieldName(part)] = formatPairs(decoded.map(([name = '', value = '']) => [name, value] as const));
      for (const [name] of pairs) left.delete(name);
      continue;
    }
    const raw = left.get(part.name);
    left.delete(part.name);
    const value = raw === undefined ? unsetValue(part) : decodeArg(part, raw);
    if (value === undefined) return undefined;
    fields[fieldName(part)] = value;
  }
  return left.size === 0 ? fields : undefined;
}

const isUnset = (part: DescribedPart, value: string): boolean =>
  value === '' || value === unsetValue(part) || (part.kind === 'list' && splitList(value).length === 0);

/** How the form shows that an option is left to the service. */
export function unsetValue(part: DescribedPart): string {
  if (part.default !== null) return part.default;
  if (part.kind === 'bool') return 'false';
  return part.kind === 'choice' ? NOT_SET : '';
}

function encodeArg(part: DescribedPart, value: string): string {
  if (part.kind === 'bool') return value === 'true' ? 'yes' : 'no';
  return part.kind === 'list' ? splitList(value).map(encodeTwice).join(',') : encodeTwice(value);
}

function decodeArg(part: DescribedPart, text: string): string | undefined {
  if (part.kind === 'bool') return text === 'yes' ? 'true' : text === 'no' ? 'false' : undefined;
  if (part.kind !== 'list') return decodeTwice(text);
  const values = text.split(',').map(decodeTwice);
  return values.some((value) => value === undefined || splitList(value).length !== 1)
    ? undefined
    : values.join(',');
}
