import { AUDIT_ACTIONS, type AuditAction, isAuditAction } from '../../../src-shared/audit-actions.ts';
import { changeSettings } from '../../engine/settings/change.ts';
import { noMore, parse } from '../args.ts';
import type { Command } from '../command.ts';
import { json, table } from '../output.ts';
import { UsageError } from '../usage.ts';

/** `subscriptions list|set|add|remove|preset destructive`. */
export const subscriptions: Command = async (args, context) => {
  const { values, positionals } = parse(args, { json: { type: 'boolean' } });
  const [verb = 'list', ...names] = positionals;
  const actions = verb === 'preset' ? [] : names.map(known);
  switch (verb) {
    case 'list':
      noMore(positionals, 1);
      break;
    case 'preset':
      if (names.join(' ') !== 'destructive') throw new UsageError('the only preset is destructive');
      break;
    case 'set':
      break;
    case 'add':
    case 'remove':
      if (actions.length === 0) throw new UsageError(`${verb} which actions?`);
      break;
    default:
      throw new UsageError(`subscriptions cannot ${JSON.stringify(verb)}: list, set, add, remove or preset`);
  }
  const { parts } = await context.engine('reader');
  const stored = parts.notifications.subscriptions;
  const before = stored.list().join();
  changeSettings(parts, [], () => {
    if (verb === 'set') stored.set(actions);
    else if (verb === 'add') stored.add(actions);
    else if (verb === 'remove') stored.remove(actions);
    else if (verb === 'preset') stored.preset('destructive');
    return stored.list().join() === before ? [] : ['notification events'];
  });
  const now = stored.list();
  context.out.answer(
    values.json ? json(now) : table(now.map((action) => [action, AUDIT_ACTIONS[action].label])),
  );
  return 0;
};

function known(name: string): AuditAction {
  if (isAuditAction(name)) return name;
  throw new UsageError(`there is no action ${JSON.stringify(name)}`);
}
