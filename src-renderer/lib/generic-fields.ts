import type { ServiceField } from '../../src-shared/notification-services.ts';
import { SCHEMA_FIELD, TEMPLATE_FIELD } from '../../src-shared/notification-url/generic/field-names.ts';

/** How the forms that Apprise describes are shown: it lists fields in the order of a URL, people think in another. */

const LOGIN = ['user', 'password'];

/** Where to, then what is needed, then what may be left out; the scheme is right by default. */
function rank(field: ServiceField, loginNeeded: boolean): number {
  if (field.name === TEMPLATE_FIELD) return 0;
  if (field.name === 'host') return 1;
  if (field.name === 'port') return 2;
  if (field.name === SCHEMA_FIELD) return 5;
  return field.required || (loginNeeded && LOGIN.includes(field.name)) ? 3 : 4;
}

/** User and password stay together: one that is needed brings the other along. */
export function inReadingOrder(fields: readonly ServiceField[]): ServiceField[] {
  const loginNeeded = fields.some(({ name, required }) => required === true && LOGIN.includes(name));
  return [...fields].sort((a, b) => rank(a, loginNeeded) - rank(b, loginNeeded));
}

/** What every service of Apprise may be told; Apprise names these options and does not explain them. */
const COMMON: Readonly<Record<string, string>> = {
  'arg.verify': 'Off only for a server whose certificate is of its own making.',
  'arg.overflow':
    'A message that is too long: upstream sends it as it is, truncate cuts it, split sends several.',
  'arg.cto': 'Seconds to wait for a connection.',
  'arg.rto': 'Seconds to wait for an answer.',
};

export const commonHelp = (name: string): string | undefined => COMMON[name];
