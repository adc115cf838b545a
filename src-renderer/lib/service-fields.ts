import {
  type FieldValues,
  isAsked,
  type NotificationService,
  type ServiceField,
} from '../../src-shared/notification-services.ts';
import { TEMPLATE_FIELD } from '../../src-shared/notification-url/generic/field-names.ts';

/** Which fields a service's form shows now, and what they begin with. */

export function initialValues(
  service: NotificationService,
  stored?: Record<string, string> | null,
): FieldValues {
  return Object.fromEntries(
    service.fields.map((field) => [field.name, stored?.[field.name] ?? field.default ?? '']),
  );
}

export const askedFields = (service: NotificationService, values: FieldValues): ServiceField[] =>
  service.fields.filter((field) => isAsked(field, values));

/** Only what is asked: what was typed into a field that is hidden by now is not meant any more. */
export const askedValues = (service: NotificationService, values: FieldValues): FieldValues =>
  Object.fromEntries(askedFields(service, values).map(({ name }) => [name, values[name] ?? '']));

/** How many of these fields say something else than by default: told while they are folded away. */
export const changedCount = (fields: readonly ServiceField[], values: FieldValues): number =>
  fields.filter((field) => (values[field.name] ?? '') !== (field.default ?? '')).length;

/** E-mail through Settings → Mailbox Password Reset: nothing secret belongs to the target itself. */
export const usesResetSmtp = (service: NotificationService, values: FieldValues): boolean =>
  service.fields.some(({ name }) => name === 'useResetSmtp') && values.useResetSmtp === 'true';

/** Addresses, lists and switches need the whole width; everything else stands two to a line. */
export const isWide = ({ kind, label, name }: ServiceField): boolean =>
  kind === 'switch' || kind === 'list' || name === TEMPLATE_FIELD || /\bURL\b/.test(label);

/** Its form was made from Apprise's own description. */
export const isGeneric = ({ id }: Pick<NotificationService, 'id'>): boolean => id.startsWith('apprise:');
