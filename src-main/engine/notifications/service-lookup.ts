import type { NotificationService } from '../../../src-shared/notification-services.ts';
import {
  GENERIC_PREFIX,
  genericService,
} from '../../../src-shared/notification-url/generic/generic-service.ts';
import { findService } from '../../../src-shared/notification-url/registry.ts';
import type { ServiceDescription } from '../../../src-shared/service-catalogue.ts';
import type { Catalogue } from './apprise/catalogue.ts';

export interface FoundService {
  service: NotificationService;
  /** What this computer lacks to use it, as a sentence; null: nothing. */
  missing: string | null;
}

/** Services by their id: those with a form of their own, and every other one of the installed Apprise. */
export function createServiceLookup(catalogue: Pick<Catalogue, 'find'>) {
  const made = new WeakMap<ServiceDescription, NotificationService>();
  return {
    /** Asks Apprise for one of its own. @returns undefined where the id is unknown, or Apprise cannot be asked. */
    async find(id: string): Promise<FoundService | undefined> {
      const own = findService(id);
      if (own) return { service: own, missing: null };
      const description = isGenericId(id) ? await catalogue.find(schemaOf(id)) : undefined;
      if (!description) return undefined;
      const service = made.get(description) ?? genericService(description);
      made.set(description, service);
      return { service, missing: description.missing };
    },
  };
}

export type ServiceLookup = ReturnType<typeof createServiceLookup>;

/** Whether a service has its form from Apprise's description. */
export const isGenericId = (id: string): boolean => id.startsWith(GENERIC_PREFIX);

/** What stands for such a service where nothing is known about it. */
export const schemaOf = (id: string): string => (isGenericId(id) ? id.slice(GENERIC_PREFIX.length) : id);
