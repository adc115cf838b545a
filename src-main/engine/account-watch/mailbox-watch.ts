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
   * @param doubt told of each of these domains whose list lacks something that is not believed to be gone yet.
   * @param told what the same scan has told before.
   */
  seen(
    lists: ReadonlyMap<string, MailboxList>,
    doubt: (domain: string) => void,
    told: readonly AuditEvent[],
  ): AuditEvent[];
  /**
   * Stores those in which nothing has changed, in a transaction before that one: many lists at once would hold up
   * everything else.
   * @returns the domains whose lists are left for `seen`.
   */
  quiet(lists: ReadonlyMap<string, MailboxList>, doubt: (domain: string) => void): string[];
  /** Whether the usage scan has read the domain's mailboxes within the last hour, and left no doubt. */
  isFresh(domain: string, now: number): boolean;
}

const FRESH_MS = 3_600_000;

export function createMailboxWatch(options: MailboxWatchOptions): MailboxWatch {
  const store = createWatchStore(options);
  /** Canonical domain → when MXroute gave the list. */
  const readAt = new Map<string, number>();

  /** @returns those of domains that the watch knows: what is in a new one is told with it, by the watch's own scan. */
  function sightingsOf(lists: ReadonlyMap<string, MailboxList>) {
    const known = options.settings.get('watch.enabled') ? store.domains() : undefined;
    const sightings: Sighting<'mailboxes'>[] = [];
    const spelled = new Map<string, string>();
    for (const [name, list] of known ? lists : []) {
      const domain = canonicalDomain(name);
      if (!known?.has(domain)) continue;
      spelled.set(domain, name);
      sightings.push({ domain, facet: 'mailboxes', seen: seenMailboxes(list), at: list.readAt });
    }
    const spelling = (domain: string) => spelled.get(domain) ?? domain;
    const stored = ({ domain, at, seen }: Sighting<'mailboxes'>) => {
      if (seen.skipped === 0) readAt.set(domain, at);
    };
    return { sightings, spelling, stored };
  }

  return {
    seen(lists, doubt, told) {
      const { sightings, spelling, stored } = sightingsOf(lists);
      for (const sighting of sightings) stored(sighting);
      const doubted = (domain: string) => {
        readAt.delete(domain);
        doubt(spelling(domain));
      };
      return store.storeWithin(sightings, doubted, told);
    },
    quiet(lists, doubt) {
      const { sightings, spelling, stored } = sightingsOf(lists);
      const { loud, doubted } = store.storeQuietWithin(sightings);
      const left = new Set(loud.map(({ domain }) => domain));
      for (const sighting of sightings) if (!left.has(sighting.domain)) stored(sighting);
      for (const { domain } of doubted) {
        readAt.delete(domain);
        doubt(spelling(domain));
      }
      return [...left].map(spelling);
    },
    isFresh(domain, now) {
      const at = readAt.get(domain);
      return at !== undefined && now >= at && now - at < FRESH_MS;
    },
  };
}
