import type { AuditEvent, MailboxAlertEntry } from '../../../src-shared/audit-event.ts';
import type { MailboxReading } from '../../../src-shared/mailbox-usage.ts';
import type { AuditLog } from '../audit/entry.ts';
import { isCutShort, isMissing } from '../doubt/doubt.ts';
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
  /** Messages per hour, of the mailboxes that have such a reading; none where that alarm is switched off. */
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

/** What of a scan must be told, held back or dropped, and therefore stored together. */
export interface Loud {
  /** An alarm of theirs changes. */
  mailboxes: { domain: string; list: MailboxList; mailbox: MailboxReading }[];
  /** Domains in whose lists something is missing. */
  shortened: string[];
}

/**
 * Judges what is left of a scan whose quiet part is stored, and stores its outcome. Belongs into one transaction, so
 * that readings, alarms, events and their deliveries are kept together or not at all.
 */
export function applyLoud(scan: Scan, loud: Loud, options: ApplyOptions): Applied {
  const { repository, rules, rates, now, whole } = options;
  const changes: AlarmChange[] = [];
  const doubted = loud.shortened.filter((domain) => {
    const list = scan.lists.get(domain);
    return list && !dropDeleted(domain, list, options);
  });
  for (const { domain, list, mailbox } of loud.mailboxes) {
    repository.save({ ...mailbox, domain, readAt: list.readAt, servedAt: list.servedAt });
    const standing = repository.alarmsOf(mailbox.mailbox);
    changes.push(...judgeMailbox(mailbox, rates.get(mailbox.mailbox), standing, rules, now));
  }
  repository.forgetSamplesAfter(now);
  // One that MXroute cut off goes on in some minutes: its two lists of domains would not be a scan apart.
  const held = whole && scan.unread.size === 0 ? dropDomains(scan, options) : 0;
  if (!rules.sendRateEnabled) repository.clearAll('sendRate');
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
  const gone = doubts.gone(domain, missing, isMissing(known.length, missing.length), list.readAt);
  for (const mailbox of gone) repository.drop(mailbox);
  return gone.length === missing.length;
}

/** @returns how many are missing, and not believed to be gone yet. */
function dropDomains({ domains, listedAt }: Scan, { repository, doubts }: ApplyOptions): number {
  const listed = new Set(domains);
  const known = repository.domains();
  const missing = known.filter((domain) => !listed.has(domain));
  const gone = doubts.gone('', missing, isCutShort(known.length, missing.length), listedAt);
  for (const domain of gone) {
    repository.dropDomain(domain);
    doubts.clear(domain);
  }
  return missing.length - gone.length;
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
