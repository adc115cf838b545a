import { z } from 'zod';
import { fact } from './blocks.ts';
import { type Line, say, words } from './pieces.ts';
import { change, changeLine, known, watched } from './shapes.ts';
import type { TextTools } from './text.ts';

/** MB; 0 = unlimited. */
const size = known(z.number());
const count = known(z.number());
const domain = known(z.string());

const quotaFact = (mb: number | undefined, tools: TextTools): Line[] =>
  fact('Quota', mb === undefined ? undefined : words(tools.quota(mb)));
const perDay = (value: number, tools: TextTools): string =>
  value <= 0 ? 'unlimited' : `${tools.number(value)} per day`;
const used = (
  usageMb: number | undefined,
  quotaMb: number | undefined,
  tools: TextTools,
): Line | undefined => {
  if (usageMb === undefined) return undefined;
  const of = quotaMb === undefined || quotaMb <= 0 ? '' : ` of ${tools.number(quotaMb)}`;
  return [words(`${tools.number(usageMb)}${of} MB`)];
};

export const MAILBOXES = {
  'mailbox.create': watched({
    fields: { domain, quotaMb: size, sendLimit: count },
    one: (subject) => say`${subject} was created.`,
    many: (subject) => say`${subject} were created.`,
    facts: ({ quotaMb, sendLimit }, tools) => [
      ...quotaFact(quotaMb, tools),
      ...fact('May send', sendLimit === undefined ? undefined : words(perDay(sendLimit, tools))),
    ],
    todo: () =>
      say`nothing, if it was meant; a mailbox that nobody knows is how spammers send: delete it then.`,
  }),
  'mailbox.update': watched({
    fields: { domain, sendLimit: known(change(z.number())), suspended: known(change(z.boolean())) },
    one: (subject, { suspended, sendLimit }) => {
      if (suspended?.after === true) return say`${subject} was suspended.`;
      if (suspended?.after === false) return say`${subject} is no longer suspended.`;
      return sendLimit ? say`${subject} has another send limit.` : say`${subject} was changed.`;
    },
    many: (subject) => say`${subject} were changed.`,
    facts: ({ sendLimit, suspended }, tools, alone) => [
      ...fact(
        'Suspended',
        suspended && !alone ? changeLine(suspended, (value) => words(value ? 'yes' : 'no')) : undefined,
      ),
      ...fact('May send', sendLimit && changeLine(sendLimit, (value) => words(perDay(value, tools)))),
    ],
    todo: (fields) =>
      fields?.suspended?.after === true
        ? say`if you did not suspend it, MXroute did: it takes and sends no mail until the reason is gone, so ask MXroute’s support.`
        : say`nothing, if it was meant; otherwise put it back in the panel.`,
  }),
  'mailbox.quota_update': watched({
    fields: { domain, quotaMb: known(change(z.number())), usageMb: size },
    one: (subject) => say`${subject} has another quota.`,
    many: (subject) => say`${subject} have another quota.`,
    facts: ({ quotaMb, usageMb }, tools) => [
      ...fact('Quota', quotaMb && changeLine(quotaMb, (value) => words(tools.quota(value)))),
      ...fact('Used', used(usageMb, undefined, tools)),
    ],
    todo: () => say`nothing, if it was meant; a mailbox above its quota refuses new mail.`,
  }),
  'mailbox.delete': watched({
    fields: { domain, usageMb: size, quotaMb: size, readAt: known(z.string()) },
    one: (subject) => say`${subject} was deleted, with its mail.`,
    many: (subject) => say`${subject} were deleted, with their mail.`,
    facts: ({ usageMb, quotaMb, readAt }, tools) => {
      const last = used(usageMb, quotaMb, tools);
      const when = tools.time(readAt);
      return fact('Last seen with', last && say`${last}${words(when === '' ? '' : `, ${when}`)}`);
    },
    todo: () =>
      say`if nobody meant to, change the panel’s password and ask MXroute’s support about a backup today.`,
  }),
};
