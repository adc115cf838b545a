import {
  type FieldValues,
  isAsked as isAskedWith,
  type NotificationService,
  type ServiceField,
} from '../notification-services.ts';

/** Whether a field is asked with these values (`when`); one without a value counts with its default. */
export function isAsked(service: NotificationService, field: ServiceField, values: FieldValues): boolean {
  const { when } = field;
  if (!when) return true;
  const decides = service.fields.find(({ name }) => name === when.field);
  return isAskedWith(field, { [when.field]: values[when.field] || decides?.default || '' });
}
