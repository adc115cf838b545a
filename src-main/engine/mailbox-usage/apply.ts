import type { AuditEvent, MailboxAlertEntry } from '../../../src-shared/audit-event.ts';
import type { Measure } from '../../../src-shared/mailbox-usage.ts';
import type { AuditLog } from '../audit/entry.ts';
import { type AlarmChange, judgeMailbox, MEASURE_RULES, type UsageRules } from './judgement.ts';
import type { MailboxRepository } from './repository.ts';
import type { Scan } from './scan.ts';

export interface ApplyOptions {
  repository: MailboxRepository;
  audit: AuditLog;
  accountId: string;
  rules: UsageRules;
  /** Messages per hour, of the mailboxes that have such a reading. */
  rates: ReadonlyMap<string, number>;
  now: number;
  /** False where the scan was restricted to some domains: the others are then not gone. */
  whole: boolean;
}

/**
 * Judges a scan and stores its outcome. Belongs into one transaction, so that readings, alarms, events and their
 * deliveries are kept together or not at all.
 */
export function applyScan(scan: Scan, options: ApplyOptions): AuditEvent[] {
  const { repository, rules, rates, now, whole } = options;
  const standing = standingAlarms(repository);
  const changes: AlarmChange[] = [];

  for (const [domain, list] of scan.lists) {
    const listed = new Set(list.mailboxes.map(({ mailbox }) => mailbox));
    // Deleted: dropped without a word here. A list with holes in it does not tell who is gone.
    if (list.complete)
      for (const known of repository.mailboxesOf(domain)) if (!listed.has(known)) repository.drop(known);
    for (const mailbox of list.mailboxes) {
      const perHour = rules.sendRateEnabled ? rates.get(mailbox.mailbox) : undefined;
      const own = standing.get(mailbox.mailbox) ?? new Map<Measure, number>();
      repository.save({ ...mailbox, readAt: list.readAt });
      changes.push(...judgeMailbox(mailbox, perHour, own, rules, now));
    }
  }
  repository.forgetSamplesAfter(now);
  if (whole) {
    const listed = new Set(scan.domains);
    for (const known of repository.domains()) if (!listed.has(known)) repository.dropDomain(known);
  }
  if (!rules.sendRateEnabled)
    for (const [mailbox, measures] of standing)
      if (measures.has('sendRate')) repository.clear(mailbox, 'sendRate');
  for (const { measure, event, entry } of changes)
    if (event === 'alert') repository.raise({ mailbox: entry.mailbox, measure, since: now });
    else repository.clear(entry.mailbox, measure);
  return recordEvents(changes, options);
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
