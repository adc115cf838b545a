import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import type { AuditLog } from '../audit/entry.ts';
import { createDoubts } from '../doubt/repository.ts';
import type { MailboxList } from '../mxroute/api.ts';
import type { Clock } from '../ports.ts';
import type { Db } from '../storage/open.ts';
import { applyLoud, type Loud } from './apply.ts';
import type { UsageRules } from './judgement.ts';
import { storeQuietParts } from './quiet.ts';
import type { MailboxRepository } from './repository.ts';
import { readRules, type UsageSettings } from './rules.ts';
import type { Scan } from './scan.ts';
import type { ScanMemory } from './scan-memory.ts';
import { type Part, slicesOf } from './slices.ts';

/**
 * Whoever else learns from these lists (domain → list), which need not be asked for twice. Called inside the
 * transaction that applies them; its events are told as the run's.
 * @param doubt to be told of each domain whose list it wants to see once more.
 * @param told what the same scan has told before.
 */
export type MailboxesSeen = (
  lists: ReadonlyMap<string, MailboxList>,
  doubt: (domain: string) => void,
  told: readonly AuditEvent[],
) => AuditEvent[];

/**
 * The same, of what has not changed: called in slices before, each in a transaction.
 * @returns the domains of which something is left for `MailboxesSeen`.
 */
export type MailboxesQuiet = (
  lists: ReadonlyMap<string, MailboxList>,
  doubt: (domain: string) => void,
) => Iterable<string>;

export interface UsageStoreOptions {
  db: Db;
  accountId: string;
  audit: AuditLog;
  settings: UsageSettings;
  clock: Pick<Clock, 'now'>;
  repository: MailboxRepository;
  memory: ScanMemory;
  /** Throws once the account has another login (accounts/same-login.ts): its answers then come too late. */
  assertCurrent: () => void;
  mailboxesSeen?: MailboxesSeen | undefined;
  mailboxesQuiet?: MailboxesQuiet | undefined;
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

/** So much is stored per turn of the event loop: a few milliseconds. */
const MAILBOXES_PER_TURN = 200;

/**
 * Stores a scan. Readings that change no alarm are stored bit by bit; everything else, its events and the end of the
 * scan are one transaction. So a kill at any instant leaves each alarm either told and stored, or neither, and all
 * mailboxes of one kind are still one event. A reading has its own time: stored again, it is the same one.
 */
export function createUsageStore(options: UsageStoreOptions) {
  const {
    db,
    accountId,
    audit,
    settings,
    clock,
    repository,
    memory,
    assertCurrent,
    mailboxesSeen,
    mailboxesQuiet,
  } = options;
  const doubts = createDoubts(db, accountId, 'usage');

  const storeSlice = db.transaction((parts: readonly Part[], left: Left, judging: Judging): void => {
    assertCurrent();
    storeQuietParts(parts, left, { repository, doubts, ...judging, now: clock.now() });
    const lists = new Map(parts.filter(({ isLast }) => isLast).map(({ domain, list }) => [domain, list]));
    const unseen = mailboxesQuiet
      ? mailboxesQuiet(lists, (domain) => left.doubted.add(domain))
      : lists.keys();
    for (const domain of unseen) left.unseen.push(domain);
  });

  const finish = db.transaction((scan: Scan, left: Left, judging: Judging, storing: Storing): Stored => {
    assertCurrent();
    const now = clock.now();
    const { whole, told = [] } = storing;
    const own = applyLoud(scan, left, { repository, doubts, audit, accountId, ...judging, now, whole });
    const doubted = new Set([...own.doubted, ...left.doubted]);
    const unseen = new Set(left.unseen);
    const lists = new Map([...scan.lists].filter(([domain]) => unseen.has(domain)));
    const others = mailboxesSeen?.(lists, (domain) => doubted.add(domain), told) ?? [];
    if (whole) memory.applied(scan, now, doubted);
    else memory.superseded(scan.lists.keys());
    return { events: own.events, others, doubted: [...doubted], held: own.held };
  });

  /** @returns undefined where the run was cancelled meanwhile: nothing is told or dropped then. */
  return async (scan: Scan, storing: Storing): Promise<Stored | undefined> => {
    const { rates, signal } = storing;
    const rules = readRules(settings);
    const judging: Judging = { rules, rates: rules.sendRateEnabled ? rates : new Map() };
    const left: Left = { mailboxes: [], shortened: [], doubted: new Set(), unseen: [] };
    let slices = 0;
    for (const parts of slicesOf(scan.lists, MAILBOXES_PER_TURN)) {
      if (slices++ > 0 && !(await mayGoOn(signal))) return undefined;
      storeSlice.immediate(parts, left, judging);
    }
    // A small scan is stored in one turn.
    if (slices > 1 && !(await mayGoOn(signal))) return undefined;
    return finish.immediate(scan, left, judging, storing);
  };
}

export interface Storing {
  rates: ReadonlyMap<string, number>;
  /** False where the scan was restricted to some domains. */
  whole: boolean;
  signal: AbortSignal | undefined;
  /** What others than this monitor have learned from the same scan before; absent: nothing. */
  told?: readonly AuditEvent[];
}

/** What the last transaction has to do. */
interface Left extends Loud {
  doubted: Set<string>;
  /** Domains whose lists somebody else has still to learn from. */
  unseen: string[];
}

interface Judging {
  rules: UsageRules;
  rates: ReadonlyMap<string, number>;
}

/** After everything else had a turn. @returns false: cancelled. */
async function mayGoOn(signal: AbortSignal | undefined): Promise<boolean> {
  await nextTurn();
  return signal?.aborted !== true;
}
