import { failure, type Result, success } from '../../../src-shared/result.ts';
import { textTools } from '../audit/messages/text.ts';
import type { EngineParts } from '../parts.ts';
import type { Calls } from './channels.ts';

const HOUR_MS = 3_600_000;

/** What a person does about single alerts: mute a subject, send one again. */
export function alertCalls(
  parts: EngineParts,
): Pick<Calls, 'mutes.list' | 'mutes.add' | 'mutes.remove' | 'deliveries.sendAgain'> {
  const { notifications, subjects, clock, db, audit, actor } = parts;
  const { muting } = notifications;
  /** Logged like a setting, under the name of what is muted. */
  const change = (target: string, what: string, apply: () => void): Result<null> => {
    db.transaction(() => {
      apply();
      audit.record({
        action: 'settings.update',
        accountId: null,
        actor,
        target,
        details: { changed: [what] },
      });
    }).immediate();
    return success(null);
  };
  return {
    'mutes.list': () => success(muting.current()),
    'mutes.add': ({ subject, hours }) => {
      const known = subjects.find(subject);
      if (known === undefined)
        return failure('not_found', `No account has a domain or mailbox “${subject.trim()}”.`, 'subject');
      const until = clock.now() + hours * HOUR_MS;
      const shown = textTools({ now: clock.now() }).time(new Date(until).toISOString());
      return change(known, `alerts muted until ${shown}`, () => muting.add(known, until));
    },
    'mutes.remove': ({ subject }) => {
      const names = [subject.trim(), subjects.find(subject)];
      const muted = muting.current().find((mute) => names.includes(mute.subject))?.subject;
      if (muted === undefined)
        return failure('not_found', `Alerts about “${subject.trim()}” are not muted.`, 'subject');
      const removed = change(muted, 'alerts no longer muted', () => muting.remove(muted));
      muting.wake();
      return removed;
    },
    'deliveries.sendAgain': (id) => notifications.sendAgain(id),
  };
}
