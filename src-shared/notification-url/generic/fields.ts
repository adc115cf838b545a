import type { FieldKind, ServiceField } from '../../notification-services.ts';
import type { DescribedPart, ServiceDescription } from '../../service-catalogue.ts';
import { encode } from '../parts.ts';
import { bounds } from './checks.ts';
import { type Family, neededIn } from './families.ts';
import { fieldName, NOT_SET, SCHEMA_FIELD, TEMPLATE_FIELD } from './field-names.ts';
import { unsetValue } from './query-values.ts';
import { sampleOf } from './sample.ts';
import { isToken } from './template-pieces.ts';

/** The form of a service: which of its forms, its tokens, and folded away what is rarely needed. */
export function fieldsOf(description: ServiceDescription, families: readonly Family[]): ServiceField[] {
  const tokens = new Map(
    description.parts.flatMap((part) => (part.role === 'token' ? [[part.name, part] as const] : [])),
  );
  const used = [...new Set(families.flatMap(({ templates }) => templates[0]?.tokens ?? []))];
  const fields = [
    ...templateChoice(families),
    ...schemaChoice(description),
    ...used.flatMap((name) => {
      const part = tokens.get(name);
      return part ? [tokenField(part, families, tokens)] : [];
    }),
    ...description.parts.filter(({ role }) => role !== 'token').map(optionField),
  ];
  return withDistinctLabels(fields);
}

function templateChoice(families: readonly Family[]): ServiceField[] {
  if (families.length < 2) return [];
  const options = families.map(({ name }) => name);
  return [
    {
      name: TEMPLATE_FIELD,
      label: 'Template',
      kind: 'select',
      required: true,
      options,
      default: options[0] ?? '',
      help: 'The service can be reached in several ways. Each asks for its own fields.',
    },
  ];
}

function schemaChoice({ schemes }: ServiceDescription): ServiceField[] {
  if (schemes.length < 2) return [];
  // The same service by another name is nothing that a person has to decide.
  const encryption = schemes.some((scheme) => schemes.includes(`${scheme}s`));
  return [
    {
      name: SCHEMA_FIELD,
      label: 'Scheme',
      kind: 'select',
      options: schemes,
      default: schemes[0] ?? '',
      ...(encryption ? { help: 'With an s at its end: encrypted.' } : { advanced: true as const }),
    },
  ];
}

function tokenField(
  part: DescribedPart,
  families: readonly Family[],
  tokens: ReadonlyMap<string, DescribedPart>,
): ServiceField {
  const asking = families.filter(({ templates }) => templates[0]?.tokens.includes(part.name));
  const required = asking.every((family) => neededIn(family).includes(part.name));
  const help = tokenHelp(part, tokens);
  const between = families.some(({ templates }) =>
    templates.some(({ pieces }) =>
      pieces.some((piece) => isToken(piece) && piece.token === part.name && piece.path === 'between'),
    ),
  );
  return {
    name: part.name,
    label: part.label,
    kind: kindOf(part),
    ...(required ? { required } : {}),
    ...optionsOf(part, required),
    ...defaultOf(part, required, between),
    ...(help === '' ? {} : { help }),
    ...sampleFor(part),
    ...(asking.length < families.length
      ? { when: { field: TEMPLATE_FIELD, is: asking.map(({ name }) => name) } }
      : {}),
  };
}

function optionField(part: DescribedPart): ServiceField {
  return {
    name: fieldName(part),
    label: part.label,
    // Headers may hold a login: like every secret they never leave for the window again.
    kind: part.role === 'pairs' ? 'secret' : kindOf(part),
    advanced: true,
    ...(part.role === 'pairs'
      ? {
          placeholder: 'Name: value',
          help: 'Several: separated by semicolons; one in a value is written \\;',
        }
      : { default: unsetValue(part), ...optionsOf(part, part.default !== null) }),
    ...(part.kind === 'list' ? { help: 'Several: separated by commas.' } : {}),
    ...numberHelp(part),
  };
}

/** Goes into a URL as it is: one that would have to be encoded is none. */
function sampleFor(part: DescribedPart): Pick<ServiceField, 'sample'> {
  const sample = kindOf(part) === 'secret' ? sampleOf(part.pattern) : undefined;
  return sample === undefined || encode(sample) !== sample ? {} : { sample };
}

const KINDS: Record<DescribedPart['kind'], FieldKind> = {
  string: 'text',
  int: 'number',
  float: 'number',
  bool: 'switch',
  choice: 'select',
  list: 'list',
};

/** Whatever is typed can be a secret, a list of device keys too. A number with fractions is typed as text. */
const kindOf = (part: DescribedPart): FieldKind => {
  if (part.private && part.kind !== 'bool' && part.kind !== 'choice') return 'secret';
  return part.kind === 'float' ? 'text' : KINDS[part.kind];
};

function optionsOf(part: DescribedPart, decided: boolean): Pick<ServiceField, 'options'> {
  if (part.kind !== 'choice') return {};
  return { options: decided ? part.choices : [NOT_SET, ...part.choices] };
}

function defaultOf(part: DescribedPart, required: boolean, between: boolean): Pick<ServiceField, 'default'> {
  if (part.default !== null) return { default: part.default };
  if (part.kind === 'choice') return { default: required ? (part.choices[0] ?? '') : NOT_SET };
  return between ? { default: '/' } : {};
}

function tokenHelp(part: DescribedPart, tokens: ReadonlyMap<string, DescribedPart>): string {
  if (part.kind !== 'list') return numberHelp(part).help ?? '';
  const kinds = part.group.flatMap((name) => {
    const member = tokens.get(name);
    return member ? [member.prefix === '' ? member.label : `${member.label} (${member.prefix}…)`] : [];
  });
  return [...(kinds.length > 0 ? [`${kinds.join(', ')}.`] : []), 'Several: separated by commas.'].join(' ');
}

const numberHelp = (part: DescribedPart): Pick<ServiceField, 'help'> => {
  const text = part.kind === 'int' || part.kind === 'float' ? bounds(part).replace(/^[ ,]+/, '') : '';
  return text === '' ? {} : { help: `${text.charAt(0).toUpperCase()}${text.slice(1)}.` };
};

/** Two fields of one name could not be told apart, by nobody. */
function withDistinctLabels(fields: readonly ServiceField[]): ServiceField[] {
  const count = (label: string) => fields.filter((field) => field.label === label).length;
  return fields.map((field) =>
    count(field.label) > 1
      ? { ...field, label: `${field.label} (${field.name.replace(/^\w+\./, '')})` }
      : field,
  );
}
