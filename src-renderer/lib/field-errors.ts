import type { FieldValues, NotificationService } from '../../src-shared/notification-services.ts';
import { askedFields, askedValues } from './service-fields.ts';

/** What is wrong with a service's form, at every field that is to blame. */

export type FieldErrors = Record<string, string>;

/** Failures of a form are the rest of a sentence that begins with the field's name. */
export function fieldSentence(label: string, message: string): string {
  if (!/^[a-z]/.test(message)) return message;
  return `${label} ${message}${/[.?]$/.test(message) ? '' : '.'}`;
}

/** Secrets that stay as stored while a target is edited: empty in the form. */
export const keptSecrets = (service: NotificationService, values: FieldValues): string[] =>
  askedFields(service, values)
    .filter((field) => field.kind === 'secret' && (values[field.name] ?? '') === '')
    .map((field) => field.name);

/** Where no shape is asked for. */
const STAND_IN = 'unchanged-secret';

/** The stored secrets are not here: something of their shape stands in, so that all else can be judged. */
function withStandIns(
  service: NotificationService,
  values: FieldValues,
  kept: readonly string[],
): FieldValues {
  const needed = service.fields.filter(({ name, required }) => required && kept.includes(name));
  return { ...values, ...Object.fromEntries(needed.map(({ name, sample }) => [name, sample ?? STAND_IN])) };
}

/**
 * `build` names the first field that is wrong; the required ones that are empty are all told at once. An empty secret
 * of a stored target is complete: main has it, and judges the whole.
 */
export function fieldErrors(
  service: NotificationService,
  values: FieldValues,
  keepsSecrets: boolean,
): FieldErrors {
  const kept = keepsSecrets ? keptSecrets(service, values) : [];
  const built = service.build(askedValues(service, withStandIns(service, values, kept)));
  if (built.ok) return {};
  const errors: FieldErrors = {};
  for (const field of askedFields(service, values)) {
    if (kept.includes(field.name)) continue;
    const empty = (values[field.name] ?? '').trim() === '';
    if (built.field === field.name) errors[field.name] = fieldSentence(field.label, built.message);
    else if (field.required && empty) errors[field.name] = `${field.label} is needed.`;
  }
  return errors;
}

/** The URL for the reveal button: only where everything in it was typed here. */
export function revealableUrl(
  service: NotificationService,
  values: FieldValues,
  keepsSecrets: boolean,
): string | null {
  if (keepsSecrets && keptSecrets(service, values).length > 0) return null;
  const built = service.build(askedValues(service, values));
  return built.ok ? built.value : null;
}
