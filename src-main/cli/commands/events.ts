import { ACTION_GROUPS, type ActionGroup, isAuditAction } from '../../../src-shared/audit-actions.ts';
import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import type { IpcInput } from '../../../src-shared/ipc/contract.ts';
import { noMore, parse, wholeNumber } from '../args.ts';
import { call } from '../calling.ts';
import type { Command } from '../command.ts';
import { json, table } from '../output.ts';
import { collect } from '../paging.ts';
import { UsageError } from '../usage.ts';

const DEFAULT_LIMIT = 50;
/** More than that is a matter for the window, which exports into a file. */
const MOST = 100_000;
const PAGE = 200;

/** `events`: the audit log, newest first, narrowed as in the window. */
export const events: Command = async (args, context) => {
  const { values, positionals } = parse(args, {
    json: { type: 'boolean' },
    csv: { type: 'boolean' },
    limit: { type: 'string' },
    action: { type: 'string', multiple: true },
    group: { type: 'string', multiple: true },
    account: { type: 'string' },
    text: { type: 'string' },
    since: { type: 'string' },
    until: { type: 'string' },
  });
  noMore(positionals, 0);
  if (values.json && values.csv) throw new UsageError('either --json or --csv, not both');
  const limit = wholeNumber(values.limit, '--limit', 1, MOST) ?? DEFAULT_LIMIT;
  const filter = {
    ...(values.text === undefined ? {} : { text: values.text }),
    ...(values.action === undefined ? {} : { actions: values.action.flatMap(split).map(known) }),
    ...(values.group === undefined ? {} : { groups: values.group.flatMap(split).map(group) }),
    ...(values.account === undefined ? {} : { account: values.account }),
    ...(values.since === undefined ? {} : { from: time(values.since, '--since') }),
    ...(values.until === undefined ? {} : { to: time(values.until, '--until') }),
  } satisfies IpcInput<'events.list'>;
  const engine = await context.engine('reader');
  const found = await collect<AuditEvent, number>(limit, PAGE, async (size, before) => {
    const page = await call(engine, 'events.list', {
      ...filter,
      limit: size,
      ...(before === undefined ? {} : { before }),
    });
    return { rows: page.events, next: page.nextBefore };
  });
  if (values.csv) {
    const { CSV_HEADER, csvLine } = await import('../../engine/audit/csv.ts');
    const { redactor } = engine.parts;
    context.out.answer(
      [CSV_HEADER, ...found.map((event) => csvLine(redactor.value(event) as AuditEvent))].join(''),
    );
    return 0;
  }
  const rows = found.map(({ at, label, target, actor }) => [at, label, target, actor]);
  context.out.answer(values.json ? json(found) : table([['TIME', 'EVENT', 'SUBJECT', 'BY'], ...rows]));
  return 0;
};

/** `--action one,two` as well as `--action one --action two`. */
const split = (words: string): string[] => words.split(',').map((word) => word.trim());

function known(action: string): string {
  if (isAuditAction(action)) return action;
  throw new UsageError(`there is no action ${JSON.stringify(action)}`);
}

function group(name: string): ActionGroup {
  const found = ACTION_GROUPS.find((one) => one.toLowerCase() === name.toLowerCase());
  if (found) return found;
  throw new UsageError(`--group must be one of ${ACTION_GROUPS.join(', ')}, not ${JSON.stringify(name)}`);
}

function time(text: string, flag: string): string {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new UsageError(`${flag} is not a time: ${JSON.stringify(text)}`);
  return new Date(at).toISOString();
}
