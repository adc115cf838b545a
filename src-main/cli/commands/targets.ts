import type { MinimumSeverity, TargetView, TestOutcome } from '../../../src-shared/views/targets.ts';
import { noMoreUnseen, parse, required } from '../args.ts';
import { call } from '../calling.ts';
import { type Command, CommandFailure, type Context } from '../command.ts';
import { json, table } from '../output.ts';
import { UsageError } from '../usage.ts';
import { DRAFT_OPTIONS, type DraftFlags } from './targets/draft.ts';
import { add, edit, masked, move, shown } from './targets/save.ts';
import { listServices } from './targets/services.ts';

const VERBS: readonly string[] = [
  ...['list', 'add', 'edit', 'duplicate', 'move', 'remove', 'enable', 'disable', 'test', 'services'],
];
const WITHOUT_ID = ['list', 'add'];
const TAKE_FLAGS = ['add', 'edit', 'move'];

/** `targets …`: where alerts go. Addresses are always masked on output; secrets come through standard input. */
export const targets: Command = async (args, context) => {
  const { values, positionals } = parse(args, { json: { type: 'boolean' }, ...DRAFT_OPTIONS });
  const { json: asJson = false, ...flags } = values;
  const [verb = 'list', id] = positionals;
  if (!VERBS.includes(verb))
    throw new UsageError(
      `targets cannot ${JSON.stringify(verb)}: ${VERBS.slice(0, -1).join(', ')} or services`,
    );
  noMoreUnseen(positionals, WITHOUT_ID.includes(verb) ? 1 : 2);
  if (!TAKE_FLAGS.includes(verb)) refuseFlags(verb, flags);
  const target = (): string => required(id, 'the target’s ID');
  switch (verb) {
    case 'add':
      return add(context, flags, asJson);
    case 'edit':
      return edit(context, target(), flags, asJson);
    case 'move':
      return move(context, target(), flags, asJson);
    case 'duplicate': {
      const original = target();
      const engine = await context.engine('reader');
      return shown(context, await call(engine, 'targets.duplicate', original), asJson);
    }
    case 'remove':
    case 'enable':
    case 'disable':
      return change(context, verb, target(), asJson);
    case 'test':
      return test(context, id, asJson);
    case 'services':
      return listServices(context, id ?? '', asJson);
    default:
      return list(context, asJson);
  }
};

function refuseFlags(verb: string, flags: DraftFlags): void {
  const given = Object.entries(flags).find(([, value]) => value !== undefined);
  if (given) throw new UsageError(`targets ${verb} takes no --${given[0]}`);
}

async function list(context: Context, asJson: boolean): Promise<number> {
  const { notifications } = (await context.engine('reader')).parts;
  const all = await notifications.listTargets();
  context.out.answer(
    asJson
      ? json(all.map(masked))
      : table([['ID', 'LABEL', 'SERVICE', 'URL', 'STORE', 'GETS', 'STATE'], ...all.map(toRow)]),
  );
  return 0;
}

const toRow = (target: TargetView): string[] => [
  target.id,
  target.label,
  target.serviceLabel,
  target.maskedUrl,
  target.store === 'env' ? `env ${target.envVariable ?? ''}` : target.store,
  gets(target),
  [target.enabled ? 'enabled' : 'disabled', target.waiting > 0 && `${target.waiting} waiting`, target.problem]
    .filter(Boolean)
    .join(', '),
];

const AT_LEAST: Record<MinimumSeverity, string> = {
  info: '',
  warning: 'from warning',
  failure: 'failure only',
};

function gets({ events, minimumSeverity }: TargetView): string {
  const which = events === null ? 'all' : `${events.length} event${events.length === 1 ? '' : 's'}`;
  return [which, AT_LEAST[minimumSeverity]].filter(Boolean).join(', ');
}

async function change(
  context: Context,
  verb: 'remove' | 'enable' | 'disable',
  id: string,
  asJson: boolean,
): Promise<number> {
  const engine = await context.engine('reader');
  if (verb === 'remove') await call(engine, 'targets.remove', id);
  else await call(engine, 'targets.setEnabled', { id, enabled: verb === 'enable' });
  if (asJson) context.out.answer(json({ id, state: `${verb}d` }));
  else context.out.note(`${id} is ${verb}d.`);
  return 0;
}

async function test(context: Context, id: string | undefined, asJson: boolean): Promise<number> {
  const outcomes = await call(await context.engine('reader'), 'targets.test', id);
  if (outcomes.length === 0) throw new CommandFailure('There is no enabled target to test.', 2);
  context.out.answer(asJson ? json(outcomes) : table(outcomes.map(outcomeRow)));
  return outcomes.every(({ ok }) => ok) ? 0 : 2;
}

const outcomeRow = ({ targetLabel, ok, durationMs, error }: TestOutcome): string[] => [
  targetLabel,
  ok ? `delivered in ${durationMs ?? '?'} ms` : `failed: ${error ?? 'unknown reason'}`,
];
