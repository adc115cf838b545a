import { noMore, parse, required, wholeNumber } from '../args.ts';
import { call } from '../calling.ts';
import type { Command, Context } from '../command.ts';
import { json, table } from '../output.ts';
import { UsageError } from '../usage.ts';

/** A year and a day. */
const LONGEST_HOURS = 8_784;

/** `mute SUBJECT --hours N`, `mute list`, `mute remove SUBJECT`: no alerts about one domain or mailbox for a time. */
export const mute: Command = async (args, context) => {
  const { values, positionals } = parse(args, { json: { type: 'boolean' }, hours: { type: 'string' } });
  const [verb = 'list', second] = positionals;
  const asJson = values.json === true;
  const hours = wholeNumber(values.hours, '--hours', 1, LONGEST_HOURS);
  if (verb === 'list' || verb === 'remove') {
    if (hours !== undefined) throw new UsageError(`mute ${verb} takes no --hours`);
    noMore(positionals, verb === 'list' ? 1 : 2);
    if (verb === 'list') return list(context, asJson);
    const subject = required(second, 'the domain or mailbox');
    await call(await context.engine('reader'), 'mutes.remove', { subject });
    if (asJson) context.out.answer(json({ subject, state: 'removed' }));
    else context.out.note(`${subject} is no longer muted.`);
    return 0;
  }
  noMore(positionals, 1);
  if (hours === undefined) throw new UsageError('--hours is missing');
  const engine = await context.engine('reader');
  await call(engine, 'mutes.add', { subject: verb, hours });
  const muted = await mutes(context);
  const added = muted.find(({ subject }) => subject === verb.trim().toLowerCase()) ?? muted.at(-1);
  if (asJson) context.out.answer(json(added ?? { subject: verb }));
  else
    context.out.note(
      `${added?.subject ?? verb} is muted until ${added?.until ?? `${hours} hours from now`}.`,
    );
  return 0;
};

const mutes = async (context: Context) =>
  (await call(await context.engine('reader'), 'notifications.get', undefined)).mutes;

async function list(context: Context, asJson: boolean): Promise<number> {
  const all = await mutes(context);
  const rows = all.map(({ subject, since, until }) => [subject, since, until]);
  context.out.answer(asJson ? json(all) : table([['SUBJECT', 'SINCE', 'UNTIL'], ...rows]));
  return 0;
}
