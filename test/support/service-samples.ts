import type { FieldValues, NotificationService } from '../../src-shared/notification-services.ts';
import { familiesOf } from '../../src-shared/notification-url/generic/families.ts';
import {
  fieldName,
  NOT_SET,
  SCHEMA_FIELD,
  TEMPLATE_FIELD,
} from '../../src-shared/notification-url/generic/field-names.ts';
import { sampleOf } from '../../src-shared/notification-url/generic/sample.ts';
import type { DescribedPart, ServiceDescription } from '../../src-shared/service-catalogue.ts';

/** What a person might type into the form of a service, made from what Apprise says about its fields. */
export interface Sample {
  template: string;
  fields: FieldValues;
}

/** Where a description says too little: what the service's own page asks for. */
const BY_NAME: Readonly<Record<string, string>> = {
  host: 'server.example.com',
  port: '8443',
  email: 'user@example.com',
  from_email: 'user@example.com',
  from_addr: 'user@example.com',
  from_phone: '15551234567',
};

const HEX = '0123456789abcdef'.repeat(4);
/** What a service checks beyond its own description: `schema.token`. */
const BY_SERVICE: Readonly<Record<string, string>> = {
  'aprs.user': 'DF1ABC',
  'aprs.password': '17574',
  'aprs.targets': 'DF1ABC',
  'humhubs.targets': '1',
  'pagertree.integration': 'int_abcdef1234',
  'rockets.webhook': 'abcdef/ghijkl',
  'sessions.user': HEX,
  'sessions.password': HEX,
  'sessions.targets': 'room',
  'threema.gateway_id': '*MXROUTE',
  'threema.secret': 'abcdef0123456789',
  'vapid.subscriber': 'user@example.com',
};
/** The same for one template. */
const BY_TEMPLATE: Readonly<Record<string, Record<string, string>>> = {
  'matrixs://{token}': { token: HEX },
  'matrixs://{user}@{token}': { token: HEX },
  'azure://{source}/{client_id}/{secret}': { 'arg.mode': 'personal' },
  'azure://{source}/{client_id}/{secret}/{targets}': { 'arg.mode': 'personal' },
};

const sampleToken = (part: DescribedPart, members: readonly DescribedPart[]): string => {
  const byName = BY_NAME[part.name];
  if (byName !== undefined && part.kind !== 'list' && fits(part, byName)) return byName;
  switch (part.kind) {
    case 'choice':
      return part.choices[0] ?? '';
    case 'int':
    case 'float':
      return String(Math.max(part.min ?? 1, Math.min(5, part.max ?? 5)));
    case 'bool':
      return 'true';
    case 'list':
      return listEntry(members);
    default:
      if (part.pattern) return longer(part);
      return /e-?mail/i.test(part.label)
        ? 'user@example.com'
        : `${part.name === 'path' ? '/' : ''}sample${part.name.replaceAll('_', '')}`;
  }
};

const fits = ({ pattern }: DescribedPart, value: string): boolean =>
  pattern === null || new RegExp(pattern.source, pattern.flags).test(value);

/** Services count characters where their patterns do not: as long as a real value, where the pattern allows it. */
function longer(part: DescribedPart): string {
  const short = sampleOf(part.pattern) ?? '';
  for (const text of ['15551234567', short.repeat(32).slice(0, 32), short.repeat(12).slice(0, 12)])
    if (short.length < 10 && text !== '' && fits(part, text)) return text;
  return short;
}

function listEntry(members: readonly DescribedPart[]): string {
  const [first] = members;
  if (!first) return 'user@example.com';
  const value = sampleToken(first, []);
  return first.prefix !== '' && !value.startsWith(first.prefix) ? `${first.prefix}${value}` : value;
}

/** One for each template, with exactly its tokens filled in. */
export function samplesOf(description: ServiceDescription, service: NotificationService): Sample[] {
  const parts = new Map(
    description.parts.flatMap((part) => (part.role === 'token' ? [[part.name, part] as const] : [])),
  );
  const families = familiesOf(description);
  return families.flatMap((family) =>
    family.templates.map(({ text, tokens }): Sample => {
      const defaults = description.parts
        .filter(({ role }) => role === 'arg')
        .map((part) => {
          const field = service.fields.find(({ name }) => name === fieldName(part));
          return [fieldName(part), field?.default ?? ''] as const;
        });
      const values = tokens.flatMap((name) => {
        const part = parts.get(name);
        const special = BY_SERVICE[`${description.schema}.${name}`];
        if (special !== undefined) return [[name, special] as const];
        return part
          ? [
              [
                name,
                sampleToken(
                  part,
                  part.group.flatMap((member) => parts.get(member) ?? []),
                ),
              ] as const,
            ]
          : [];
      });
      const unused = family.templates[0]?.tokens.filter((name) => !tokens.includes(name)) ?? [];
      const empty = unused.map((name) => [name, parts.get(name)?.kind === 'choice' ? NOT_SET : ''] as const);
      return {
        template: text,
        fields: Object.fromEntries([
          ...defaults,
          ...values,
          ...empty,
          ...description.parts
            .filter(({ role }) => role === 'pairs')
            .map((part) => [fieldName(part), ''] as const),
          ...Object.entries(BY_TEMPLATE[text.replace('{schema}', description.schema)] ?? {}),
          ...(families.length > 1 ? [[TEMPLATE_FIELD, family.name] as const] : []),
          ...(description.schemes.length > 1 ? [[SCHEMA_FIELD, description.schema] as const] : []),
        ]),
      };
    }),
  );
}
