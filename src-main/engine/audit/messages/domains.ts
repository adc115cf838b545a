import { z } from 'zod';
import { fact } from './blocks.ts';
import { code, type Line, say, words } from './pieces.ts';
import { known, watched } from './shapes.ts';
import type { TextTools } from './text.ts';

const count = known(z.number());
const flag = known(z.boolean());

const counted = (label: string, value: number | undefined, tools: TextTools): Line[] =>
  fact(label, value === undefined ? undefined : words(tools.number(value)));
const hosting = (on: boolean | undefined): Line[] =>
  fact('Mail hosting', on === undefined ? undefined : words(on ? 'on' : 'off'));

const pointer = {
  domain: known(z.string()),
  /** An alias takes mail and pages, a redirect sends visitors on. */
  type: known(z.string()),
};
const pointerFacts = (
  { domain, type }: { domain?: string | undefined; type?: string | undefined },
  _: TextTools,
  alone: boolean,
): Line[] => [
  ...fact('Points to', domain === undefined || alone ? undefined : code(domain)),
  ...fact('Kind', type === undefined ? undefined : say`${type}`),
];

export const DOMAINS = {
  'domain.create': watched({
    fields: { mailHosting: flag, mailboxes: count, forwarders: count, pointers: count },
    one: (subject) => say`${subject} was added to the account.`,
    many: (subject) => say`${subject} were added to the account.`,
    facts: ({ mailHosting, mailboxes, forwarders, pointers }, tools) => [
      ...hosting(mailHosting),
      ...counted('Mailboxes', mailboxes, tools),
      ...counted('Forwarders', forwarders, tools),
      ...counted('Pointers', pointers, tools),
    ],
    todo: () => say`publish the MX, SPF, DKIM and DMARC records; the DNS health is watched from now on.`,
  }),
  'domain.delete': watched({
    fields: { mailboxes: count, forwarders: count, pointers: count },
    one: (subject) => say`${subject} was deleted from the account, with everything in it.`,
    many: (subject) => say`${subject} were deleted from the account, with everything in them.`,
    facts: ({ mailboxes, forwarders, pointers }, tools) => [
      ...counted('Mailboxes gone', mailboxes, tools),
      ...counted('Forwarders gone', forwarders, tools),
      ...counted('Pointers gone', pointers, tools),
    ],
    todo: () =>
      say`if nobody meant to, change the panel’s password and ask MXroute’s support about a backup today.`,
  }),
  'domain.mail_status': watched({
    fields: { mailHosting: flag },
    one: (subject, { mailHosting }) =>
      mailHosting === undefined
        ? say`${subject}: mail hosting was switched.`
        : say`${subject}: mail hosting was switched ${words(mailHosting ? 'on' : 'off')}.`,
    many: (subject) => say`${subject}: mail hosting was switched.`,
    facts: ({ mailHosting }, _, alone) => (alone ? [] : hosting(mailHosting)),
    todo: (fields) =>
      fields?.mailHosting === true
        ? say`check that its MX and SPF records point to MXroute.`
        : say`MXroute takes no mail for a domain without it: if its mail should arrive here, switch it on again in the panel.`,
  }),
  'pointer.create': watched({
    fields: pointer,
    one: (subject, { domain }) =>
      domain === undefined
        ? say`${subject} was added as a domain pointer.`
        : say`${subject} was added as a pointer to ${code(domain)}.`,
    many: (subject) => say`${subject} were added.`,
    facts: pointerFacts,
    todo: () => say`nothing, if it was meant; otherwise delete the pointer in the panel.`,
  }),
  'pointer.delete': watched({
    fields: pointer,
    one: (subject, { domain }) =>
      domain === undefined
        ? say`${subject} is not a domain pointer any more.`
        : say`${subject} does not point to ${code(domain)} any more.`,
    many: (subject) => say`${subject} were deleted.`,
    facts: pointerFacts,
    todo: () => say`mail to a deleted pointer’s addresses is refused now: add it again if it should arrive.`,
  }),
};
