import type { DeliveryStatus } from '../../../src-shared/audit-event.ts';
import type { DeliveryRow } from '../../../src-shared/views/log.ts';
import { noMore, oneOf, parse, required, wholeNumber } from '../args.ts';
import { call } from '../calling.ts';
import type { Command, Context } from '../command.ts';
import { json, table } from '../output.ts';
import { collect } from '../paging.ts';
import { UsageError } from '../usage.ts';

const STATES: readonly DeliveryStatus[] = ['queued', 'sending', 'delivered', 'failed'];
const DEFAULT_LIMIT = 100;
const MOST = 10_000;
const PAGE = 200;

/** `deliveries`: the outbox and its history, newest first. `deliveries send-again ID`: one of them once more. */
export const deliveries: Command = async (args, context) => {
  const { values, positionals } = parse(args, {
    json: { type: 'boolean' },
    status: { type: 'string' },
    target: { type: 'string' },
    limit: { type: 'string' },
  });
  const asJson = values.json === true;
  const [verb, id] = positionals;
  if (verb === 'send-again') {
    noMore(positionals, 2);
    if ((values.status ?? values.limit ?? values.target) !== undefined)
      throw new UsageError('deliveries send-again takes an ID only');
    const text = required(id, 'the delivery’s ID');
    return sendAgain(context, wholeNumber(text, 'the ID', 1, Number.MAX_SAFE_INTEGER) ?? 0, asJson);
  }
  noMore(positionals, 0);
  const status = values.status === undefined ? undefined : oneOf(values.status, STATES, '--status');
  const limit = wholeNumber(values.limit, '--limit', 1, MOST) ?? DEFAULT_LIMIT;
  const { target } = values;
  const engine = await context.engine('reader');
  const found = await collect<DeliveryRow, number>(limit, PAGE, async (size, before) => {
    const page = await call(engine, 'deliveries.list', {
      limit: size,
      ...(status ? { status } : {}),
      ...(target === undefined ? {} : { targetId: target }),
      ...(before === undefined ? {} : { before }),
    });
    return { rows: page.deliveries, next: page.nextBefore };
  });
  const rows = found.map((row) => [
    String(row.id),
    row.createdAt,
    row.action,
    row.targetLabel,
    row.status,
    row.held ? 'waits for the end of quiet hours' : (row.lastError ?? ''),
  ]);
  context.out.answer(
    asJson ? json(found) : table([['ID', 'TIME', 'EVENT', 'TARGET', 'STATE', 'WHY'], ...rows]),
  );
  return 0;
};

async function sendAgain(context: Context, id: number, asJson: boolean): Promise<number> {
  const engine = await context.engine('reader');
  await call(engine, 'deliveries.sendAgain', id);
  if (asJson) context.out.answer(json({ id, state: 'queued' }));
  // A command that ends does not deliver: whoever monitors does, or the next one that does.
  else context.out.note(`${id} is queued again: the app or "run" sends it now, or else the next "monitor".`);
  return 0;
}
