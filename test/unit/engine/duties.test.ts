import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../src-main/engine/engine.ts';
import { openDatabase } from '../../../src-main/engine/storage/open.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { addAccount, tempFolder } from '../../support/temp-db.ts';
import { openTestEngine } from '../../support/test-engine.ts';
import { fillAccounts, rowsOf } from './accounts/removal-support.ts';
import { accountsOf } from './accounts/support.ts';
import { MemoryKeychain, TestChannel, turns } from './notifications/harness.ts';

/** A data folder in which the removal of `big` was cut off after its first transaction. */
function cutOff(): { dataDir: string; keychain: MemoryKeychain } {
  const dataDir = tempFolder();
  const db = openDatabase(join(dataDir, 'mxroute-manager.db'));
  fillAccounts(db, 500);
  const keychain = new MemoryKeychain();
  keychain.entries.set('account:big', 'Mx8d98aa');
  void accountsOf(db, {}, keychain).remove('big');
  db.close();
  keychain.entries.set('account:big', 'Mx8d98aa');
  return { dataDir, keychain };
}

async function open(
  dataDir: string,
  keychain: MemoryKeychain,
  shell: 'headless' | 'reader',
): Promise<{ engine: Engine; channel: TestChannel; clock: FakeClock }> {
  const clock = new FakeClock();
  const channel = new TestChannel(clock);
  const engine = await openTestEngine({ dataDir, shell, clock, channel, keychain: () => keychain });
  for (const monitor of ['dns', 'usage', 'watch'] as const)
    engine.parts.settings.set(`${monitor}.enabled`, false);
  return { engine, channel, clock };
}

describe('a removal that a kill has cut off', () => {
  it('is gone on with by the next process that monitors, until nothing is left', async () => {
    const { dataDir, keychain } = cutOff();
    const { engine } = await open(dataDir, keychain, 'headless');
    expect(rowsOf(engine.parts.db, 'big').accounts).toBe(1);
    const overview = await engine.call('overview.get', undefined);
    expect(overview.ok && overview.value.accounts.map(({ id }) => id)).toEqual(['other']);

    await engine.start();
    await turns(200);
    expect(rowsOf(engine.parts.db, 'big')).toEqual({});
    expect([...keychain.entries]).toEqual([]);
  });

  it('is left alone by a command beside it, which shows nothing of it either', async () => {
    const { dataDir, keychain } = cutOff();
    const { engine } = await open(dataDir, keychain, 'reader');
    const overview = await engine.call('overview.get', undefined);
    expect(overview.ok && overview.value.accounts.map(({ id }) => id)).toEqual(['other']);
    await turns(200);
    expect(rowsOf(engine.parts.db, 'big').accounts).toBe(1);
  });

  it('is tried again within the hour where the keychain was locked, as it is after a login', async () => {
    const { dataDir, keychain } = cutOff();
    keychain.reason = 'The keychain is locked.';
    const { engine, clock } = await open(dataDir, keychain, 'headless');
    await engine.start();
    await turns(200);
    expect(rowsOf(engine.parts.db, 'big')).toEqual({ accounts: 1 });

    keychain.reason = undefined;
    await clock.advance(3_600_000);
    await turns(200);
    expect(rowsOf(engine.parts.db, 'big')).toEqual({});
    expect([...keychain.entries]).toEqual([]);
  });
});

describe('a scan that ends after its account was removed', () => {
  it('alerts nobody', async () => {
    const { engine, channel, clock } = await open(tempFolder(), new MemoryKeychain(), 'headless');
    const { db, audit, notifications, settings } = engine.parts;
    for (const id of ['one', 'two']) addAccount(db, id);
    settings.set('notifications.enabled', true);
    notifications.subscriptions.add(['dns.health_alert']);
    const url = 'json://127.0.0.1:9/alerts';
    expect(
      await notifications.saveTarget({ label: 'Hook', service: 'custom', url, store: 'database' }),
    ).toMatchObject({ ok: true });
    await engine.start();
    db.prepare("UPDATE accounts SET removed_at = 1 WHERE id = 'one'").run();
    db.transaction(() => {
      for (const accountId of ['one', 'two'])
        audit.record({
          action: 'dns.health_alert',
          accountId,
          actor: 'monitor',
          target: accountId,
          details: {},
        });
    })();
    await clock.advance(60_000);
    expect(channel.sent.map(({ title, body }) => `${title} ${body}`)).toEqual([expect.stringMatching('two')]);
  });
});
