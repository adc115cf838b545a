import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import type { AuditLog } from '../audit/entry.ts';
import { createDoubts } from '../doubt/repository.ts';
import type { MailboxList } from '../mxroute/api.ts';
import type { Clock } from '../ports.ts';
import type { Db } from '../storage/open.ts';
import { applyScan } from './apply.ts';
import type { MailboxRepository } from './repository.ts';
import { readRules, type UsageSettings } from './rules.ts';
import type { Scan } from './scan.ts';
import type { ScanMemory } from './scan-memory.ts';

/**
 * Whoever else learns from these lists (domain → list), which need not be asked for twice. Called inside the
 * transaction that applies them; its events are told as the run's.
 * @param doubt to be told of each domain whose list it wants to see once more.
 */
export type MailboxesSeen = (
  lists: ReadonlyMap<string, MailboxList>,
  doubt: (domain: string) => void,
) => AuditEvent[];

export interface UsageStoreOptions {
  db: Db;
  accountId: string;
  audit: AuditLog;
  settings: UsageSettings;
  clock: Pick<Clock, 'now'>;
  repository: MailboxRepository;
  memory: ScanMemory;
  mailboxesSeen?: MailboxesSeen | undefined;
}

export interface Stored {
  /** The monitor's own. */
  events: AuditEvent[];
  /** Of whoever else learned from the lists. */
  others: AuditEvent[];
  /** Domains in whose lists something is missing that is not believed to be gone yet. */
  doubted: string[];
  /** How many domains are missing that are not believed to be gone yet. */
  held: number;
}

export function createUsageStore(options: UsageStoreOptions) {
  const { db, accountId, audit, settings, clock, repository, memory, mailboxesSeen } = options;
  const doubts = createDoubts(db, accountId, 'usage');

  const store = db.transaction((scan: Scan, rates: ReadonlyMap<string, number>, whole: boolean): Stored => {
    const now = clock.now();
    const rules = readRules(settings);
    const own = applyScan(scan, { repository, doubts, audit, accountId, rules, rates, now, whole });
    const doubted = new Set(own.doubted);
    const others = mailboxesSeen?.(scan.lists, (domain) => doubted.add(domain)) ?? [];
    if (whole) memory.applied(scan, now, doubted);
    else memory.superseded(scan.lists.keys());
    return { events: own.events, others, doubted: [...doubted], held: own.held };
  });

  /** @param whole false where the scan was restricted to some domains. */
  return (scan: Scan, rates: ReadonlyMap<string, number>, whole: boolean): Stored =>
    store.immediate(scan, rates, whole);
}
