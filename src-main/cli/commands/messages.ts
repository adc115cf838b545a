import { isAuditAction } from '../../../src-shared/audit-actions.ts';
import { noMore, parse, required } from '../args.ts';
import { call } from '../calling.ts';
import type { Command } from '../command.ts';
import { json, table } from '../output.ts';
import { UsageError } from '../usage.ts';

/** `messages preview ACTION [--markdown]`: how an alert reads, from an invented example. */
export const messages: Command = async (args, context) => {
  const { values, positionals } = parse(args, { json: { type: 'boolean' }, markdown: { type: 'boolean' } });
  const [verb, name] = positionals;
  if (verb !== 'preview')
    throw new UsageError(
      verb === undefined ? 'messages what? preview' : `messages cannot ${JSON.stringify(verb)}: preview`,
    );
  noMore(positionals, 2);
  const action = required(name, 'the action');
  if (!isAuditAction(action)) throw new UsageError(`there is no action ${JSON.stringify(action)}`);
  const preview = await call(await context.engine('reader'), 'messages.preview', action);
  const { title, body, markdown } = preview;
  context.out.answer(values.json ? json(preview) : `${title}\n\n${values.markdown ? markdown : body}`);
  return 0;
};

/** `icon show`: the picture that alerts carry. */
export const icon: Command = async (args, context) => {
  const { values, positionals } = parse(args, { json: { type: 'boolean' } });
  const [verb = 'show'] = positionals;
  if (verb !== 'show') throw new UsageError(`icon cannot ${JSON.stringify(verb)}: show`);
  noMore(positionals, 1);
  const found = await call(await context.engine('reader'), 'icon.get', undefined);
  const { url, source, problem } = found;
  const rows = [
    ['url', url ?? 'none: services show their own'],
    ...(source === null ? [] : [['from', source]]),
  ];
  context.out.answer(values.json ? json(found) : table(rows));
  if (problem !== null) context.out.note(problem);
  return 0;
};
