import { type FieldValues, isAsked } from '../../notification-services.ts';
import { buildUrl } from './build-url.ts';
import type { Family, Template } from './families.ts';
import { NOT_SET, SCHEMA_FIELD, TEMPLATE_FIELD } from './field-names.ts';
import type { Form } from './form.ts';
import { parseQuery } from './query-values.ts';
import { isToken } from './template-pieces.ts';
import { decodeToken, escapeRegex, tokenPattern } from './token-values.ts';

/** The inverse of buildUrl. A URL can often be read in several ways; one that would show what is a secret in another is not taken. */
export function readUrl(form: Form, url: string): FieldValues | undefined {
  const readings = readingsOf(form, url);
  const secrets = new Set(readings.flatMap((fields) => texts(form, fields, true)));
  return readings.find((fields) => {
    const own = texts(form, fields, true);
    return texts(form, fields, false).every((text) => !secrets.has(text) || own.includes(text));
  });
}

/** What is said in the secret fields, or in the others; each entry of a list by itself. */
function texts({ parts }: Form, fields: FieldValues, secret: boolean): string[] {
  return [...parts.values()].flatMap((part) => {
    const value = part.private === secret ? (fields[part.name] ?? '') : '';
    return value === ''
      ? []
      : part.kind === 'list' || part.name.endsWith('path')
        ? value.split(/[,/]/).filter(Boolean)
        : [value];
  });
}

function readingsOf(form: Form, url: string): FieldValues[] {
  const schema = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1]?.toLowerCase() ?? '';
  if (!form.description.schemes.includes(schema)) return [];
  const rest = url.slice(schema.length + 3);
  return form.families.flatMap((family) =>
    family.templates.flatMap((template) => {
      const found = match(form, template, rest);
      if (!found) return [];
      const fields: FieldValues = {
        ...emptyFields(form, family),
        ...found,
        ...(form.families.length > 1 ? { [TEMPLATE_FIELD]: family.name } : {}),
        ...(form.description.schemes.length > 1 ? { [SCHEMA_FIELD]: schema } : {}),
      };
      // What a form says must be what the URL says, to the letter: all else is left to Paste URL.
      const again = buildUrl(form, fields);
      return again.ok && again.value === `${schema}://${rest}` ? [fields] : [];
    }),
  );
}

/** Every field that this family asks for, as it is before anything is typed; optional tokens are empty. */
function emptyFields({ fields, parts }: Form, family: Family): FieldValues {
  const asked = fields.filter((field) => isAsked(field, { [TEMPLATE_FIELD]: family.name }));
  return Object.fromEntries(
    asked.map((field) => {
      const part = parts.get(field.name);
      if (part === undefined) return [field.name, field.default ?? ''];
      return [field.name, part.kind === 'choice' ? NOT_SET : ''];
    }),
  );
}

function match({ description, parts }: Form, template: Template, rest: string): FieldValues | undefined {
  const names: string[] = [];
  const source = template.pieces.map((piece) => {
    if (!isToken(piece)) return escapeRegex(piece.literal);
    const part = parts.get(piece.token);
    names.push(piece.token);
    return part ? `(${tokenPattern(piece, part)})` : '';
  });
  const found = new RegExp(`^${source.join('')}(?:[?&](.*))?$`).exec(rest);
  if (!found) return undefined;
  const raw = found[names.length + 1];
  const query = parseQuery(
    description.parts,
    raw === undefined || raw === '' ? [] : raw.split('&').map(pair),
  );
  if (!query) return undefined;
  const values: FieldValues = {};
  for (const piece of template.pieces) {
    const part = isToken(piece) ? parts.get(piece.token) : undefined;
    if (!isToken(piece) || !part) continue;
    const value = decodeToken(piece, part, found[names.indexOf(piece.token) + 1] ?? '');
    if (value === undefined) return undefined;
    values[piece.token] = value;
  }
  return { ...query, ...values };
}

function pair(text: string): [string, string] {
  const equals = text.indexOf('=');
  return equals < 0 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)];
}
