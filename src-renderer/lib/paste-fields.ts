import type { FieldValues, NotificationService } from '../../src-shared/notification-services.ts';
import { pasted } from '../../src-shared/notification-url/paste.ts';
import type { Recognised } from '../../src-shared/notification-url/registry.ts';
import { initialValues, isGeneric } from './service-fields.ts';

/** Addresses that people paste into one field although they fill several. */

/** Pasted rather than typed: it came all at once. */
const PASTED_LENGTH = 8;

/** Also as browsers copy it: `t.me/c/123`, `discord.com/api/webhooks/…`. */
const isAddress = (text: string): boolean =>
  /^([a-z][a-z\d+.-]*:\/\/\S+|[\w-]+(\.[\w-]+)+(:\d+)?\/\S+)$/i.test(text);

const withScheme = (address: string): string =>
  /^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address : `https://${address}`;

export interface Taken {
  values: FieldValues;
  /** The service that the address belongs to, where it is another one, and its form filled in. */
  foreign: Recognised | null;
}

/**
 * A whole address pasted into any field fills all that it says: a Discord or Slack webhook, `https://ntfy.sh/topic`, a
 * bot's link, an Apprise URL of the service. Typed text is taken as it is.
 */
export function acceptPasted(
  service: NotificationService,
  values: FieldValues,
  name: string,
  next: string,
): Taken {
  const typed = { ...values, [name]: next };
  const grew = next.length - (values[name] ?? '').length;
  if (grew < PASTED_LENGTH || !isAddress(next.trim())) return { values: typed, foreign: null };
  const address = withScheme(next.trim());
  const fields = takenApart(service, values, name, address);
  if (fields !== undefined) return { values: { ...typed, ...fields }, foreign: null };
  return { values: typed, foreign: otherService(service, address) };
}

/** @returns undefined where the address says no more than the field that it was pasted into can hold. */
function takenApart(
  service: NotificationService,
  values: FieldValues,
  name: string,
  address: string,
): FieldValues | undefined {
  const found = pasted(address);
  const own = service.fromAddress?.(address);
  const candidates = [
    service.parse(address),
    own !== undefined && 'fields' in own ? readBack(service, own.fields) : undefined,
    found.ok && found.value.service.id === service.id ? found.value.fields : undefined,
    ...openedBy(service, values, name, address),
  ];
  const fillsOthers = (fields: FieldValues) =>
    service.fields.some((field) => {
      const value = fields[field.name] ?? '';
      const news = value !== '' && value !== field.default && value !== values[field.name];
      return field.name !== name && field.kind !== 'switch' && news;
    });
  return candidates.find(
    (fields) => fields !== undefined && (fillsOthers(fields) || !isAddress(fields[name] ?? '')),
  );
}

/** As the form would show it: an address in a field becomes what it says; what is not complete stays as it is. */
function readBack(service: NotificationService, fields: FieldValues): FieldValues {
  const built = service.build({ ...initialValues(service), ...fields });
  return (built.ok ? service.parse(built.value) : undefined) ?? fields;
}

/** The builders take addresses in one field or another; what they make of it is the form's own reading. */
function openedBy(
  service: NotificationService,
  values: FieldValues,
  name: string,
  address: string,
): (FieldValues | undefined)[] {
  if (isGeneric(service)) return [];
  const blank = initialValues(service);
  const tries = [
    { ...values, [name]: address },
    ...service.fields.map((field) => ({ ...blank, [field.name]: address })),
  ];
  return tries.map((typed) => {
    const built = service.build(typed);
    const fields = built.ok ? service.parse(built.value) : undefined;
    return fields !== undefined && Object.values(fields).includes(address) ? undefined : fields;
  });
}

function otherService(service: NotificationService, address: string): Recognised | null {
  const found = pasted(address);
  if (!found.ok) return null;
  const { service: other, fields } = found.value;
  // Any web address is somebody's webhook, and any URL a custom one: neither says where it belongs.
  return [service.id, 'json', 'custom'].includes(other.id) ? null : { service: other, fields };
}
