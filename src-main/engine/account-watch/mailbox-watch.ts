import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import type { SettingKey, SettingValue } from '../../../src-shared/settings.ts';
import { canonicalDomain } from '../dns/names.ts';
import type { MailboxList } from '../mxroute/api.ts';
import type { Sighting } from './diff.ts';
import { seenMailboxes } from './seen.ts';
import { createWatchStore, type WatchStoreOptions } from './store.ts';

export interface MailboxWatchOptions extends WatchStoreOptions {
  settings: { get<K extends SettingKey>(key: K): SettingValue<K> };
}

/** The mailbox lists that the usage scan reads, put to use by the watch as well. */
export interface MailboxWatch {
  /**
   * Compares them with the inventory and records what changed; nothing while the watch is off or has no inventory yet.
   * Belongs into the transaction that stores the usage scan.
   * @param lists by domain, as MXroute spells it.
   * @param doubt told of each of these domains whose list is too sudden to be believed the first time.
   */
  seen(lists: ReadonlyMap<string, MailboxList>, doubt: (domain: string) => void): AuditEvent[];
  /** Whether the usage scan has read the domain's mailboxes within the last hour, and left no doubt. */
  isFresh(domain: string, now: number): boolean;
}

const FRESH_MS = 3_600_000;

export function createMailboxWatch(options: MailboxWatchOptions): MailboxWatch {
  const store = createWatchStore(options);
  /** Canonical domain → when MXroute gave the list. */
  const readAt = new Map<string, number>();

  return {
    seen(lists, doubt) {
      const known = options.settings.get('watch.enabled') ? store.domains() : undefined;
      if (!known) return [];
      const sightings: Sighting<'mailboxes'>[] = [];
      const spelled = new Map<string, string>();
      for (const [name, list] of lists) {
        const domain = canonicalDomain(name);
        // What is in a domain that is new is told with the domain, by the watch's own scan.
        if (!known.has(domain)) continue;
        spelled.set(domain, name);
        sightings.push({ domain, facet: 'mailboxes', seen: seenMailboxes(list), at: list.readAt });
        if (list.complete) readAt.set(domain, list.readAt);
      }
      return store.storeWithin(sightings, (domain) => {
        readAt.delete(domain);
        doubt(spelled.get(domain) ?? domain);
      });
    },
    isFresh(domain, now) {
      const at = readAt.get(domain);
      return at !== undefined && now >= at && now - at < FRESH_MS;
    },
  };
}
