import { type Result, success } from '../../../src-shared/result.ts';
import type { SecretStore, TargetView, TestOutcome } from '../../../src-shared/views.ts';
import { nameOf, recordTargetChange, targetLabel } from '../../engine/settings/target-changes.ts';
import { noMore, oneOf, parse, required } from '../args.ts';
import { type Command, CommandFailure, type Context } from '../command.ts';
import { json, table } from '../output.ts';
import { UsageError } from '../usage.ts';

/** `targets list|add|remove|enable|disable|test`: URLs are always masked on output. */
export const targets: Command = async (args, context) => {
  const { values, positionals } = parse(args, {
    json: { type: 'boolean' },
    label: { type: 'string' },
    url: { type: 'string' },
    store: { type: 'string' },
    variable: { type: 'string' },
  });
  const [action = 'list', id] = positionals;
  noMore(positionals, action === 'list' || action === 'add' ? 1 : 2);
  const asJson = values.json === true;
  switch (action) {
    case 'list':
      return list(context, asJson);
    case 'add': {
      const store = oneOf<SecretStore>(
        values.store ?? 'keychain',
        ['keychain', 'env', 'database'],
        '--store',
      );
      const label = required(values.label, '--label');
      const given = required(values.url, '--url');
      const url = given === '-' ? await readLine(context.stdin) : given;
      return add(
        context,
        { label, url, store, ...(values.variable ? { envVariable: values.variable } : {}) },
        asJson,
      );
    }
    case 'remove':
    case 'enable':
    case 'disable':
      return change(context, action, required(id, 'the target’s ID'), asJson);
    case 'test':
      return test(context, id, asJson);
    default:
      throw new UsageError(
        `targets cannot ${JSON.stringify(action)}: list, add, remove, enable, disable or test`,
      );
  }
};

async function list(context: Context, asJson: boolean): Promise<number> {
  const { notifications } = (await context.engine('reader')).parts;
  const all = await notifications.listTargets();
  context.out.answer(
    asJson
      ? json(all.map(masked))
      : table([['ID', 'LABEL', 'SERVICE', 'URL', 'STORE', 'STATE'], ...all.map(toRow)]),
  );
  return 0;
}

/** The window's form shows the parts of an address; here it is masked as a whole. */
const masked = ({ fields: _, ...target }: TargetView) => target;

const toRow = (target: TargetView): string[] => [
  target.id,
  target.label,
  target.serviceLabel,
  target.maskedUrl,
  target.store === 'env' ? `env ${target.envVariable ?? ''}` : target.store,
  [target.enabled ? 'enabled' : 'disabled', target.waiting > 0 && `${target.waiting} waiting`, target.problem]
    .filter(Boolean)
    .join(', '),
];

async function add(
  context: Context,
  draft: { label: string; url: string; store: SecretStore; envVariable?: string },
  asJson: boolean,
): Promise<number> {
  const { parts } = await context.engine('reader');
  const target = unwrap(await parts.notifications.saveTarget({ ...draft, service: 'custom' }));
  recordTargetChange(parts, 'added', nameOf(target), success(target));
  context.out.answer(asJson ? json(masked(target)) : `${target.id}  ${target.label}  ${target.maskedUrl}`);
  if (target.problem) context.out.note(target.problem);
  return 0;
}

const CHANGES = { remove: 'removed', enable: 'switched on', disable: 'switched off' } as const;

async function change(
  context: Context,
  action: 'remove' | 'enable' | 'disable',
  id: string,
  asJson: boolean,
): Promise<number> {
  const { parts } = await context.engine('reader');
  const { notifications } = parts;
  const label = await targetLabel(parts, id);
  const done =
    action === 'remove' ? notifications.removeTarget(id) : notifications.setEnabled(id, action === 'enable');
  unwrap(recordTargetChange(parts, CHANGES[action], label, done));
  if (asJson) context.out.answer(json({ id, state: `${action}d` }));
  else context.out.note(`${id} is ${action}d.`);
  return 0;
}

async function test(context: Context, id: string | undefined, asJson: boolean): Promise<number> {
  const { notifications } = (await context.engine('reader')).parts;
  const outcomes = unwrap(await notifications.testTargets(id, 'command line'));
  if (outcomes.length === 0) throw new CommandFailure('There is no enabled target to test.', 2);
  context.out.answer(asJson ? json(outcomes) : table(outcomes.map(outcomeRow)));
  return outcomes.every(({ ok }) => ok) ? 0 : 2;
}

const outcomeRow = ({ targetLabel, ok, durationMs, error }: TestOutcome): string[] => [
  targetLabel,
  ok ? `delivered in ${durationMs ?? '?'} ms` : `failed: ${error ?? 'unknown reason'}`,
];

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new CommandFailure(result.message);
  return result.value;
}

/** The first line, without its line end: a URL is never given on the command line where others can read it. */
async function readLine(stdin: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stdin) text += String(chunk);
  return required(text.split(/\r?\n/)[0], 'the URL on standard input');
}
