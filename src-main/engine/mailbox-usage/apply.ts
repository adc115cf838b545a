import type { AuditEvent, MailboxAlertEntry } from '../../../src-shared/audit-event.ts';
import type { Measure } from '../../../src-shared/mailbox-usage.ts';
import type { AuditLog } from '../audit/entry.ts';
import { isCutShort, isSudden } from '../doubt/doubt.ts';
import type { Doubts } from '../doubt/repository.ts';
import type { MailboxList } from '../mxroute/api.ts';
import { type AlarmChange, judgeMailbox, MEASURE_RULES, type UsageRules } from './judgement.ts';
import type { MailboxRepository } from './repository.ts';
import type { Scan } from './scan.ts';

export interface ApplyOptions {
  repository: MailboxRepository;
  doubts: Doubts;
  audit: AuditLog;
  accountId: string;
  rules: UsageRules;
  /** Messages per hour, of the mailboxes that have such a reading. */
  rates: ReadonlyMap<string, number>;
  now: number;
  /** False where the scan was restricted to some domains: the others are then not gone. */
  whole: boolean;
}

export interface Applied {
  events: AuditEvent[];
  /** Domains in whose lists mailboxes are missing that are not believed to be gone yet. */
  doubted: string[];
  /** How many domains are missing that are not believed to be gone yet. */
  held: number;
}

/**
 * Judges a scan and stores its outcome. Belongs into one transaction, so that readings, alarms, events and their
 * deliveries are kept together or not at all.
 */
export function applyScan(scan: Scan, options: ApplyOptions): Applied {
  const { repository, rules, rates, now, whole } = options;
  const standing = standingAlarms(repository);
  const changes: AlarmChange[] = [];
  const doubted: string[] = [];

  for (const [domain, list] of scan.lists) {
    if (!dropDeleted(domain, list, options)) doubted.push(domain);
    for (const mailbox of list.mailboxes) {
      const perHour = rules.sendRateEnabled ? rates.get(mailbox.mailbox) : undefined;
      const own = standing.get(mailbox.mailbox) ?? new Map<Measure, number>();
      repository.save({ ...mailbox, readAt: list.readAt, servedAt: list.servedAt });
      changes.push(...judgeMailbox(mailbox, perHour, own, rules, now));
    }
  }
  repository.forgetSamplesAfter(now);
  const held = whole ? dropDomains(scan, options) : 0;
  if (!rules.sendRateEnabled)
    for (const [mailbox, measures] of standing)
      if (measures.has('sendRate')) repository.clear(mailbox, 'sendRate');
  for (const { measure, event, entry } of changes)
    if (event === 'alert') repository.raise({ mailbox: entry.mailbox, measure, since: now });
    else repository.clear(entry.mailbox, measure);
  return { events: recordEvents(changes, options), doubted, held };
}

/** Deleted: dropped without a word here. @returns false where that is not believed yet. */
function dropDeleted(domain: string, list: MailboxList, { repository, doubts }: ApplyOptions): boolean {
  // A list with holes in it does not tell who is gone.
  if (!list.complete) return true;
  const listed = new Set(list.mailboxes.map(({ mailbox }) => mailbox));
  const known = repository.mailboxesOf(domain);
  const missing = known.filter((mailbox) => !listed.has(mailbox));
  if (!doubts.believes(domain, isSudden(known.length, missing.length), list.readAt)) return false;
  for (const mailbox of missing) repository.drop(mailbox);
  return true;
}

/** @returns how many are missing, and not believed to be gone yet. */
function dropDomains({ domains, listedAt }: Scan, { repository, doubts }: ApplyOptions): number {
  const listed = new Set(domains);
  const known = repository.domains();
  const missing = known.filter((domain) => !listed.has(domain));
  if (!doubts.believes('', isCutShort(known.length, missing.length), listedAt)) return missing.length;
  for (const domain of missing) {
    repository.dropDomain(domain);
    doubts.clear(domain);
  }
  return 0;
}

function standingAlarms(repository: MailboxRepository): Map<string, Map<Measure, number>> {
  const standing = new Map<string, Map<Measure, number>>();
  for (const { mailbox, measure, since } of repository.alarms()) {
    const own = standing.get(mailbox) ?? new Map<Measure, number>();
    standing.set(mailbox, own.set(measure, since));
  }
  return standing;
}

/** All mailboxes of one scan share one event per kind, the worst first. */
function recordEvents(
  changes: readonly AlarmChange[],
  { audit, accountId, rules }: ApplyOptions,
): AuditEvent[] {
  return MEASURE_RULES.flatMap((rule) =>
    (['alert', 'recovered'] as const).flatMap((event) => {
      const mailboxes = changes
        .filter((change) => change.measure === rule.measure && change.event === event)
        .map(({ entry }) => entry)
        .sort(worstFirst);
      const [first] = mailboxes;
      if (!first) return [];
      return audit.record({
        action: rule[event],
        accountId,
        actor: 'monitor',
        target: mailboxes.length === 1 ? first.mailbox : `${mailboxes.length} mailboxes`,
        details: { threshold: rule.threshold(rules), mailboxes },
      });
    }),
  );
}

const worstFirst = (a: MailboxAlertEntry, b: MailboxAlertEntry): number =>
  (b.percent ?? b.value ?? 0) - (a.percent ?? a.value ?? 0) || a.mailbox.localeCompare(b.mailbox);
