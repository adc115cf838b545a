import { success } from '../../../src-shared/result.ts';
import { buildOverview } from '../overview/overview.ts';
import type { EngineParts } from '../parts.ts';
import type { Calls } from './channels.ts';

export function accountCalls(
  parts: EngineParts,
): Pick<Calls, 'account.test' | 'account.save' | 'account.remove' | 'overview.get'> {
  const { accounts } = parts;
  return {
    'account.test': (draft) => accounts.test(draft),
    'account.save': (draft) => accounts.save(draft),
    'account.remove': (id) => accounts.remove(id),
    'overview.get': async () => success(await buildOverview(parts)),
  };
}
