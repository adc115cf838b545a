import { z } from 'zod';
import type { About, Change } from './rule.ts';
import type { MailboxFacts } from './seen.ts';

/** What the inventory keeps of a mailbox, and which of it is a change (spec: Account watch). */
export const mailboxFacts: z.ZodType<MailboxFacts> = z.object({
  quotaMb: z.number().optional(),
  usageMb: z.number().optional(),
  sendLimit: z.number().optional(),
  suspended: z.boolean().optional(),
});

/** What MXroute did not tell this time is as it was. */
export const mergedMailbox = (was: MailboxFacts, now: MailboxFacts): MailboxFacts => ({
  quotaMb: now.quotaMb ?? was.quotaMb,
  usageMb: now.usageMb ?? was.usageMb,
  sendLimit: now.sendLimit ?? was.sendLimit,
  suspended: now.suspended ?? was.suspended,
});

/** Storage used and messages sent come and go; what a person has set is what counts. */
export function changedMailbox(
  subject: string,
  was: MailboxFacts,
  now: MailboxFacts,
  { domain }: About,
): Change[] {
  const quotaMb = change(was.quotaMb, now.quotaMb);
  const sendLimit = change(was.sendLimit, now.sendLimit);
  const suspended = change(was.suspended, now.suspended);
  const other = { ...(sendLimit && { sendLimit }), ...(suspended && { suspended }) };
  return [
    ...(quotaMb
      ? [
          {
            action: 'mailbox.quota_update' as const,
            subject,
            facts: { domain, quotaMb, usageMb: now.usageMb },
          },
        ]
      : []),
    ...(sendLimit || suspended
      ? [{ action: 'mailbox.update' as const, subject, facts: { domain, ...other } }]
      : []),
  ];
}

/** Undefined where both are the same, or one was never told. */
const change = <T>(before: T | undefined, after: T | undefined): { before: T; after: T } | undefined =>
  before === undefined || after === undefined || before === after ? undefined : { before, after };
