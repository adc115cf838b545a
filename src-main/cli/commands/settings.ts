import { isSettingKey, type SettingKey, type SettingView } from '../../../src-shared/settings.ts';
import { changeSettings } from '../../engine/settings/change.ts';
import { noMore, parse, required } from '../args.ts';
import type { Command } from '../command.ts';
import { json, table } from '../output.ts';
import { UsageError } from '../usage.ts';

/** `settings list|get KEY|set KEY VALUE`, validated as in the window. */
export const settings: Command = async (args, context) => {
  const { values, positionals } = parse(args, { json: { type: 'boolean' } });
  const [verb = 'list', name, value] = positionals;
  if (!['list', 'get', 'set'].includes(verb))
    throw new UsageError(`settings cannot ${JSON.stringify(verb)}: list, get or set`);
  noMore(positionals, { list: 1, get: 2 }[verb] ?? 3);
  const key = verb === 'list' ? undefined : knownKey(required(name, 'the key'));
  if (verb === 'set' && value === undefined) throw new UsageError('the value is missing');

  const { parts } = await context.engine('reader');
  if (key === undefined) {
    const all = parts.settings.list();
    context.out.answer(values.json ? json(all) : table(all.map(toRow)));
    for (const { problem } of all) if (problem) context.out.note(problem);
    return 0;
  }
  if (verb === 'set') {
    const changed = changeSettings(parts, [[key, value]]);
    if (!changed.ok) throw new UsageError(changed.message);
  }
  const view = parts.settings.view(key);
  context.out.answer(values.json ? json(view) : written(view.value));
  if (view.problem) context.out.note(view.problem);
  return 0;
};

function knownKey(name: string): SettingKey {
  if (isSettingKey(name)) return name;
  throw new UsageError(`there is no setting ${JSON.stringify(name)}`);
}

const written = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value));

const toRow = (view: SettingView): string[] => [
  view.key,
  written(view.value),
  view.source === 'environment' ? `set by environment (${view.environment})` : view.source,
];
