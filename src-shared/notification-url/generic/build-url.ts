import type { FieldValues, ServiceField } from '../../notification-services.ts';
import { failure, type Result, success } from '../../result.ts';
import type { DescribedPart } from '../../service-catalogue.ts';
import { joinQuery } from '../parts.ts';
import { problemOf, splitList } from './checks.ts';
import { type Template, templateFor } from './families.ts';
import { NOT_SET, SCHEMA_FIELD, TEMPLATE_FIELD } from './field-names.ts';
import type { Form } from './form.ts';
import { buildQuery, type Query } from './query-values.ts';
import { isToken } from './template-pieces.ts';
import { encodeToken } from './token-values.ts';

/** The template that the filled fields make up, filled. Failures are the rest of a sentence after the field's label. */
export function buildUrl({ description, families, fields, parts }: Form, typed: FieldValues): Result<string> {
  const schema = typed[SCHEMA_FIELD] || description.schema;
  if (!description.schemes.includes(schema))
    return failure('invalid', `must be one of ${description.schemes.join(', ')}`, SCHEMA_FIELD);
  const family =
    typed[TEMPLATE_FIELD] === undefined || typed[TEMPLATE_FIELD] === ''
      ? families[0]
      : families.find(({ name }) => name === typed[TEMPLATE_FIELD]);
  if (!family) return failure('invalid', 'must be one of those that are offered', TEMPLATE_FIELD);
  const values = new Map<string, string>();
  for (const name of family.templates[0]?.tokens ?? []) {
    const part = parts.get(name);
    const value = part ? entered(part, typed[name] ?? '') : '';
    if (part === undefined || value === '') continue;
    const problem = problemOf(part, value);
    if (problem !== undefined) return failure('invalid', problem, name);
    values.set(name, value);
  }
  const chosen = templateFor(family, [...values.keys()]);
  if ('missing' in chosen) return missing(chosen.missing[0] ?? '', values, fields);
  const query = buildQuery(description.parts, typed);
  if (!query.ok) return query;
  return success(`${schema}://${fill(chosen.template, values, parts, query.value)}`);
}

/** Tokens that belong together, such as a login: say with what. */
function missing(
  name: string,
  values: ReadonlyMap<string, string>,
  fields: readonly ServiceField[],
): Result<string> {
  const field = fields.find((one) => one.name === name);
  if (field?.required || values.size === 0) return failure('required', 'is needed', name);
  const others = fields.filter((one) => values.has(one.name) && !one.required).map(({ label }) => label);
  return failure('required', others.length === 0 ? 'is needed' : `is needed with ${others.join(', ')}`, name);
}

/** Secrets are never trimmed. */
function entered(part: DescribedPart, typed: string): string {
  if (part.kind === 'list') return splitList(typed).join(',');
  if (part.kind === 'choice' && typed === NOT_SET) return '';
  return part.private ? typed : typed.trim();
}

function fill(
  { pieces }: Template,
  values: ReadonlyMap<string, string>,
  parts: ReadonlyMap<string, DescribedPart>,
  query: Query,
): string {
  const text = pieces
    .map((piece) => {
      if (!isToken(piece)) return piece.literal;
      const part = parts.get(piece.token);
      return part ? encodeToken(piece, part, values.get(piece.token) ?? '') : '';
    })
    .join('');
  const joined = joinQuery(query);
  return text.includes('?') ? `${text}${joined.replace('?', '&')}` : `${text}${joined}`;
}
