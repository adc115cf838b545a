import { z } from 'zod';
import { fact, inline } from './blocks.ts';
import { code, type Line, say, words } from './pieces.ts';
import { change, changeLine, known, watched } from './shapes.ts';

const domain = known(z.string());
const addresses = z.array(z.string());

/** What becomes of mail to addresses that do not exist: MXroute's words, or an address. */
const CATCH_ALL: Record<string, string> = {
  fail: 'refused',
  blackhole: 'silently discarded',
};
const destination = (value: string): Line =>
  Object.hasOwn(CATCH_ALL, value) ? [words(CATCH_ALL[value] ?? value)] : say`sent to ${code(value)}`;

/** What a forwarder that has no address does with mail. */
const WITHOUT_ADDRESS: Record<string, string> = {
  ':fail:': 'nobody, mail is refused',
  ':blackhole:': 'nobody, mail is silently discarded',
};
const to = (list: readonly string[]): Line =>
  list.length === 0
    ? [words('nobody')]
    : inline(list, (address) =>
        Object.hasOwn(WITHOUT_ADDRESS, address) ? words(WITHOUT_ADDRESS[address] ?? '') : code(address),
      );
const goesTo = (list: string[] | undefined): Line[] =>
  fact('Forwards to', list === undefined ? undefined : to(list));

export const FORWARDERS = {
  'forwarder.create': watched({
    fields: { domain, to: known(addresses) },
    one: (subject) => say`${subject} is a forwarder now.`,
    many: (subject) => say`${subject} were created.`,
    facts: ({ to: list }) => goesTo(list),
    todo: () =>
      say`nothing, if it was meant; a forwarder to an address that you do not know takes mail out of your hands: delete it.`,
  }),
  'forwarder.update': watched({
    fields: { domain, to: known(change(addresses)) },
    one: (subject) => say`${subject} forwards to other addresses now.`,
    many: (subject) => say`${subject} were changed.`,
    facts: ({ to: list }) => fact('Forwards to', list && changeLine(list, to)),
    todo: () => say`nothing, if you know the addresses; otherwise put them back in the panel.`,
  }),
  'forwarder.delete': watched({
    fields: { domain, to: known(addresses) },
    one: (subject) => say`${subject} forwards no mail any more.`,
    many: (subject) => say`${subject} were deleted.`,
    facts: ({ to: list }) => fact('Forwarded to', list === undefined ? undefined : to(list)),
    todo: () => say`mail to a deleted forwarder may be refused now: create it again if it should arrive.`,
  }),
  'catchall.update': watched({
    fields: { before: known(z.string()), after: known(z.string()) },
    one: (subject, { after }) =>
      after === undefined
        ? say`${subject}: the catch-all was changed.`
        : say`${subject}: mail to unknown addresses is ${destination(after)} now.`,
    many: (subject) => say`${subject}: the catch-all was changed.`,
    facts: ({ before, after }, _, alone) =>
      alone && after !== undefined
        ? fact('Before', before === undefined ? undefined : say`it was ${destination(before)}`)
        : fact('Mail to unknown addresses', changeLine({ before, after }, destination)),
    todo: () =>
      say`nothing, if it was meant; otherwise put it back in the panel, since mail may be lost or read by others.`,
  }),
};
