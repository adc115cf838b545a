import type { TargetDraft } from '../../src-shared/ipc-contract.ts';
import type { FieldValues, NotificationService } from '../../src-shared/notification-services.ts';
import { pasted } from '../../src-shared/notification-url/paste.ts';
import { type Result, success } from '../../src-shared/result.ts';

/** The Build form: its values, the pasted addresses it understands, and the URL that comes of it. */

export function initialValues(
  service: NotificationService,
  stored?: Record<string, string> | null,
): FieldValues {
  return Object.fromEntries(
    service.fields.map((field) => [field.name, stored?.[field.name] ?? field.default ?? '']),
  );
}

/** An address that was pasted rather than typed: it came all at once. */
const PASTED_LENGTH = 8;

/** A whole address pasted into one field fills them all (a Discord webhook, `https://ntfy.sh/topic`). */
export function acceptPasted(
  service: NotificationService,
  values: FieldValues,
  name: string,
  next: string,
): FieldValues {
  const typed = { ...values, [name]: next };
  const grew = next.length - (values[name] ?? '').length;
  if (grew < PASTED_LENGTH || !/^[a-z][a-z\d+.-]*:\/\//i.test(next.trim())) return typed;
  const found = pasted(next);
  if (!found.ok || found.value.service.id !== service.id) return typed;
  const fills = service.fields.some(
    (field) => field.name !== name && field.required && found.value.fields[field.name],
  );
  return fills ? { ...typed, ...found.value.fields } : typed;
}

/** Failures of a form are the rest of a sentence that begins with the field's name. */
export function fieldSentence(label: string, message: string): string {
  if (!/^[a-z]/.test(message)) return message;
  return `${label} ${message}${/[.?]$/.test(message) ? '' : '.'}`;
}

/** Secrets that stay as stored while editing: empty in the form. */
export const keptSecrets = (service: NotificationService, values: FieldValues): string[] =>
  service.fields
    .filter((field) => field.kind === 'secret' && values[field.name] === '')
    .map((field) => field.name);

/** Stands in for a secret that stays as stored, only to validate the other fields. */
const STAND_IN = 'unchanged-secret';

export function validateFields(
  service: NotificationService,
  values: FieldValues,
  editing: boolean,
): Result<string> {
  if (!editing) return service.build(values);
  // The whole URL is the secret: left empty, there is nothing to judge.
  if (service.credential?.field === 'url' && values.url === '') return success('');
  const required = new Set(service.fields.filter((field) => field.required).map((field) => field.name));
  const filled = { ...values };
  for (const name of keptSecrets(service, values)) if (required.has(name)) filled[name] = STAND_IN;
  return service.build(filled);
}

/** The URL for the reveal button: only where everything in it was typed here. */
export function revealableUrl(
  service: NotificationService,
  values: FieldValues,
  editing: boolean,
): string | null {
  if (editing && keptSecrets(service, values).length > 0) return null;
  const built = service.build(values);
  return built.ok ? built.value : null;
}

/** `NAME=value` for `.env`; quoted where the value needs it. Null while the token is empty. */
export function envLine(service: NotificationService, values: FieldValues, variable: string): string | null {
  const token = service.credential === undefined ? '' : (values[service.credential.field] ?? '');
  if (token === '' || variable === '') return null;
  return `${variable}=${/^[\w./:@%+-]+$/.test(token) ? token : quote(token)}`;
}

/** dotenv takes single quotes literally; a value with one goes in double or back quotes. */
function quote(token: string): string {
  if (!token.includes("'")) return `'${token}'`;
  if (!token.includes('`')) return `\`${token}\``;
  return `"${token}"`;
}

/** A second target of a service may name its own variable, below the service's own name. */
export function variableProblem(service: NotificationService, variable: string): string | null {
  const own = service.credential?.variable;
  if (own === undefined) return null;
  if (variable === own || new RegExp(`^${own}_[A-Z0-9_]+$`).test(variable)) return null;
  return `Must be ${own} or ${own}_NAME (capital letters, digits, underscores).`;
}

export type TargetStore = TargetDraft['store'];
