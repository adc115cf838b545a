import { describe, expect, it } from 'vitest';
import {
  type PasswordPlan,
  type PasswordState,
  type PasswordWish,
  planPassword,
} from '../../../../src-main/engine/smtp/password-plan.ts';

const OLD = 'old password';
const NEW = 'new password';

type Row = [string, PasswordWish, PasswordState, PasswordPlan | string];

const wish = (typed: string | undefined, wanted: PasswordWish['wanted']): PasswordWish => ({ typed, wanted });
const state = (chosen: PasswordState['chosen'], variable?: string): PasswordState => ({ chosen, variable });

const rows: Row[] = [
  [
    'typed, into the keychain',
    wish(NEW, 'keychain'),
    state(null),
    { kind: 'put', store: 'keychain', password: NEW },
  ],
  [
    'typed, into the database',
    wish(NEW, 'database'),
    state('keychain'),
    { kind: 'put', store: 'database', password: NEW },
  ],
  ['typed, for .env: not kept here', wish(NEW, 'env'), state('keychain'), { kind: 'drop', store: 'env' }],
  ['emptied', wish('', 'keychain'), state('keychain'), { kind: 'drop', store: null }],
  ['not typed, same place', wish(undefined, 'keychain'), state('keychain'), { kind: 'keep' }],
  [
    'moved to the database',
    wish(undefined, 'database'),
    state('keychain'),
    { kind: 'move', store: 'database' },
  ],
  [
    'moved to the keychain',
    wish(undefined, 'keychain'),
    state('database'),
    { kind: 'move', store: 'keychain' },
  ],
  ['moved to .env, which does not have it', wish(undefined, 'env'), state('keychain'), 'variable_missing'],
  ['none, and .env is chosen', wish(undefined, 'env'), state(null), { kind: 'drop', store: 'env' }],
  ['none, and no longer .env', wish(undefined, 'keychain'), state('env'), { kind: 'drop', store: null }],
  ['set by the environment, another is typed', wish(NEW, 'keychain'), state('keychain', OLD), 'environment'],
  ['set by the environment, removed', wish('', 'keychain'), state('keychain', OLD), 'environment'],
  [
    'set by the environment, the same is typed',
    wish(OLD, 'env'),
    state(null, OLD),
    { kind: 'drop', store: 'env' },
  ],
  [
    'set by the environment, which has the stored one: it leaves its store',
    wish(undefined, 'env'),
    state('keychain', OLD),
    { kind: 'drop', store: 'env' },
  ],
  [
    'set by the environment to another one: the stored one stays',
    wish(undefined, 'env'),
    state('keychain', NEW),
    { kind: 'keep' },
  ],
  [
    'set by the environment, the stored one is moved',
    wish(undefined, 'database'),
    state('keychain', NEW),
    { kind: 'move', store: 'database' },
  ],
  [
    'set by the environment, taken over from there',
    wish(OLD, 'keychain'),
    state('env', OLD),
    { kind: 'put', store: 'keychain', password: OLD },
  ],
];

describe('what becomes of the SMTP password', () => {
  it.each(rows)('%s', async (_, wanted, now, expected) => {
    const plan = await planPassword(wanted, now, async () => OLD);
    if (typeof expected === 'string') expect(plan).toMatchObject({ ok: false, code: expected });
    else expect(plan).toEqual({ ok: true, value: expected });
  });

  it('names the field that can mend it', async () => {
    const stored = async () => OLD;
    expect(await planPassword(wish(undefined, 'env'), state('keychain'), stored)).toMatchObject({
      field: 'store',
    });
    expect(await planPassword(wish(NEW, 'env'), state(null, OLD), stored)).toMatchObject({
      field: 'password',
      message: 'Password is set by the environment (RESET_SMTP_PASSWORD).',
    });
  });
});
