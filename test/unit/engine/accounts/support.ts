import { Accounts } from '../../../../src-main/engine/accounts/accounts.ts';
import { createAuditLog } from '../../../../src-main/engine/audit/log.ts';
import { Redactor } from '../../../../src-main/engine/log/redact.ts';
import type { Db } from '../../../../src-main/engine/storage/open.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { MemoryKeychain } from '../notifications/harness.ts';

/** Two processes on one data folder share `db`'s file and the keychain. */
export function accountsOf(
  db: Db,
  environment: Record<string, string> = {},
  keychain: MemoryKeychain = new MemoryKeychain(),
): Accounts {
  const clock = new FakeClock();
  return new Accounts({
    db,
    keychain,
    environment: { get: (name: string) => environment[name] } as never,
    redactor: new Redactor(),
    clock,
    audit: createAuditLog({ db, clock, enqueue: () => undefined, recorded: () => undefined }),
    createApi: () => {
      throw new Error('not asked');
    },
    changed: () => undefined,
    subscribe: () => undefined,
    actor: 'this computer',
  });
}

export const loginOf = (username: string) => ({
  server: 'eagle.mxlogin.com',
  username,
  apiKey: 'Mx8d98aa',
});
