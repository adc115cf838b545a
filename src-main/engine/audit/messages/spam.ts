import { z } from 'zod';
import { fact } from './blocks.ts';
import { readable } from './detail-facts.ts';
import { type Line, type Piece, say, text, words } from './pieces.ts';
import { change, changeLine, known, watched } from './shapes.ts';

const setting = z.union([z.string(), z.number(), z.boolean()]);
const shown = (value: z.output<typeof setting>): Line =>
  typeof value === 'boolean' ? [words(value ? 'on' : 'off')] : say`${text(String(value))}`;

/** `settings`: name → before and after. */
const settings = known(z.record(z.string(), change(setting)));

/** The lists are the account's; the entry is the event's target. */
const list = (one: (subject: Piece) => Line, many: string, todo: Line) =>
  watched({
    fields: { note: known(z.string()) },
    one,
    many: (subject) => say`${subject} ${words(many)}`,
    facts: ({ note }) => fact('Note', note === undefined ? undefined : text(note)),
    todo: () => todo,
  });

export const SPAM = {
  'spam.settings_update': watched({
    fields: { settings },
    one: (subject) => say`${subject}: the spam filter was set differently.`,
    many: (subject) => say`${subject}: the spam filter was set differently.`,
    facts: ({ settings: changed }) =>
      Object.entries(changed ?? {}).flatMap(([name, values]) => {
        const line = changeLine(values, shown);
        return line.length === 0 ? [] : [say`${text(readable(name))}: ${line}`];
      }),
    todo: () =>
      say`nothing, if it was meant; otherwise put it back in the panel: the higher the score, the more spam gets through.`,
  }),
  'spam.whitelist_add': list(
    (subject) => say`${subject} was added to the whitelist: its mail passes the spam filter unseen.`,
    'were added to the whitelist: their mail passes the spam filter unseen.',
    say`nothing, if you know the sender; otherwise take it off the list.`,
  ),
  'spam.whitelist_remove': list(
    (subject) => say`${subject} was removed from the whitelist: its mail is filtered again.`,
    'were removed from the whitelist: their mail is filtered again.',
    say`look into the spam folder if you expect mail from there.`,
  ),
  'spam.blacklist_add': list(
    (subject) => say`${subject} was added to the blacklist: its mail is refused.`,
    'were added to the blacklist: their mail is refused.',
    say`nothing, if it was meant; otherwise take it off the list, or mail from there is lost.`,
  ),
  'spam.blacklist_remove': list(
    (subject) => say`${subject} was removed from the blacklist: its mail is taken again.`,
    'were removed from the blacklist: their mail is taken again.',
    say`put it back if spam comes from there.`,
  ),
};
