import { isAuditAction } from '../../../src-shared/audit-actions.ts';
import { noMore, parse, wholeNumber } from '../args.ts';
import type { Command } from '../command.ts';
import { json, table } from '../output.ts';
import { UsageError } from '../usage.ts';

const DEFAULT_LIMIT = 50;

/** `events`: the audit log, newest first. */
export const events: Command = async (args, context) => {
  const { values, positionals } = parse(args, {
    json: { type: 'boolean' },
    limit: { type: 'string' },
    action: { type: 'string' },
    since: { type: 'string' },
  });
  noMore(positionals, 0);
  const limit = wholeNumber(values.limit, '--limit', 1, 1_000) ?? DEFAULT_LIMIT;
  const { action } = values;
  if (action !== undefined && !isAuditAction(action))
    throw new UsageError(`there is no action ${JSON.stringify(action)}`);
  const since = values.since === undefined ? undefined : Date.parse(values.since);
  if (since !== undefined && Number.isNaN(since))
    throw new UsageError(`--since is not a time: ${JSON.stringify(values.since)}`);

  const { parts } = await context.engine('reader');
  const found = parts.events.list({
    limit,
    ...(action ? { action } : {}),
    ...(since === undefined ? {} : { since }),
  });
  const rows = found.map(({ at, label, target, actor }) => [at, label, target, actor]);
  context.out.answer(values.json ? json(found) : table([['TIME', 'EVENT', 'SUBJECT', 'BY'], ...rows]));
  return 0;
};
