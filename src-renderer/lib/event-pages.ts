import type { AuditEvent } from '../../src-shared/audit-event.ts';

/** The log as far as it is loaded, newest first. */
export interface LoadedEvents {
  events: AuditEvent[];
  /** Where the next page begins; null at the end of the log. */
  nextBefore: number | null;
}

/** A fresh first page over what is loaded. Where they do not meet there is a gap, and what lies below is dropped. */
export function mergeNewest(loaded: LoadedEvents, fresh: LoadedEvents): LoadedEvents {
  const oldest = fresh.events.at(-1);
  if (oldest === undefined || fresh.nextBefore === null) return fresh;
  const meets = loaded.events.some((event) => event.id >= oldest.id);
  if (!meets) return fresh;
  return {
    events: [...fresh.events, ...loaded.events.filter((event) => event.id < oldest.id)],
    nextBefore: loaded.nextBefore,
  };
}

export function appendOlder(loaded: LoadedEvents, page: LoadedEvents): LoadedEvents {
  const last = loaded.events.at(-1)?.id ?? Number.POSITIVE_INFINITY;
  return {
    events: [...loaded.events, ...page.events.filter((event) => event.id < last)],
    nextBefore: page.nextBefore,
  };
}
