import { failure, success } from '../../../src-shared/result.ts';
import type { EngineParts } from '../parts.ts';
import type { Calls } from './channels.ts';

export function scanCalls({
  scans,
  accounts,
  lock,
  network,
}: EngineParts): Pick<Calls, 'scan.start' | 'scan.cancel'> {
  return {
    'scan.start': ({ kind, domains, accountId }) => {
      const active = accounts.active();
      if (active.length === 0) return failure('no_account', 'Set up an account first.');
      if (accountId !== undefined && !active.some(({ id }) => id === accountId))
        return failure('not_found', 'This account is no longer there.');
      if (!lock.held) return failure('not_monitoring', lock.heldElsewhere());
      if (!network.online())
        return failure(
          'offline',
          'This computer is offline. The check runs by itself when the network is back.',
        );
      return success({ id: scans.scanNow(kind, domains, accountId).id });
    },
    'scan.cancel': () => {
      scans.cancel();
      return success(null);
    },
  };
}
