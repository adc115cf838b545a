import type { EventDetails } from '../../../src-shared/audit-event.ts';

/** Delivery rule 6: a value whose key contains one of these never enters an event. */
const SECRET_KEY = /password|token|secret|key|authorization/i;

/** A copy of the details without the values of secret-looking keys, at any depth. */
export function scrubDetails(details: EventDetails): EventDetails {
  return scrub(details) as EventDetails;
}

function scrub(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(scrub);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !SECRET_KEY.test(key))
      .map(([key, item]) => [key, scrub(item)]),
  );
}
