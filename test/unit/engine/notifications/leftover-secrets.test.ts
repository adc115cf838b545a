import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TargetDraft } from '../../../../src-shared/ipc/drafts.ts';
import type { SecretStore } from '../../../../src-shared/views/targets.ts';
import { tempFolder } from '../../../support/temp-db.ts';
import { createHarness } from './harness.ts';

const TOKEN = 'Tok-Planted-98765';
const draft = (store: SecretStore, token = TOKEN): TargetDraft => ({
  label: 'hook',
  service: 'json',
  fields: { webhookUrl: 'http://127.0.0.1/hook', bearerToken: token },
  store,
});

const inFolder = (): { harness: ReturnType<typeof createHarness>; found: () => string[] } => {
  const folder = tempFolder();
  const harness = createHarness(join(folder, 'a.db'));
  const found = () =>
    readdirSync(folder).filter((name) => readFileSync(join(folder, name), 'latin1').includes(TOKEN));
  return { harness, found };
};

describe('a secret that left the database is not in its file or its journal any more', () => {
  it('after moving to the keychain', async () => {
    const { harness, found } = inFolder();
    const saved = await harness.notifications.saveTarget(draft('database'));
    if (!saved.ok) throw new Error(saved.message);
    expect(found()).not.toEqual([]);
    await harness.notifications.saveTarget({ ...draft('keychain', ''), id: saved.value.id });
    expect(harness.keychain.entries.size).toBe(1);
    expect(found()).toEqual([]);
  });

  it('after a new token replaced it', async () => {
    const { harness, found } = inFolder();
    const saved = await harness.notifications.saveTarget(draft('database'));
    if (!saved.ok) throw new Error(saved.message);
    await harness.notifications.saveTarget({ ...draft('database', 'another'), id: saved.value.id });
    expect(found()).toEqual([]);
  });

  it('after the target was removed', async () => {
    const { harness, found } = inFolder();
    const saved = await harness.notifications.saveTarget(draft('database'));
    if (!saved.ok) throw new Error(saved.message);
    harness.notifications.removeTarget(saved.value.id);
    await harness.clock.advance(11_000);
    expect(found()).toEqual([]);
  });
});

describe('no secret stays in the keychain that no target knows of', () => {
  it('a keychain that was locked while a target moved out of it gives the secret up at the next start', async () => {
    const harness = createHarness();
    const saved = await harness.notifications.saveTarget(draft('keychain'));
    if (!saved.ok) throw new Error(saved.message);
    const remove = harness.keychain.delete;
    harness.keychain.delete = () => Promise.reject(new Error('locked'));
    const moved = await harness.notifications.saveTarget({ ...draft('database', ''), id: saved.value.id });
    expect(moved).toMatchObject({ ok: true, value: { store: 'database' } });
    expect(harness.keychain.entries.size).toBe(1);

    harness.keychain.delete = remove;
    harness.restart().start();
    await harness.clock.advance(20_000);
    expect(harness.keychain.entries.size).toBe(0);
  });

  it('a process killed between keychain and database leaves nothing that the next start does not find', async () => {
    const harness = createHarness();
    const set = harness.keychain.set;
    let reached = () => {};
    const stored = new Promise<void>((resolve) => {
      reached = resolve;
    });
    // The kill: the secret is stored, and nothing happens any more.
    harness.keychain.set = async (name, secret) => {
      await set.call(harness.keychain, name, secret);
      reached();
      await new Promise(() => {});
    };
    void harness.notifications.saveTarget(draft('keychain'));
    await stored;
    expect(harness.keychain.entries.size).toBe(1);
    harness.keychain.set = set;

    const next = harness.restart();
    next.start();
    await harness.clock.advance(20_000);
    expect(harness.keychain.entries.size).toBe(0);
    expect(await next.listTargets()).toEqual([]);
  });

  it('a target whose database write fails leaves the keychain as it was', async () => {
    const harness = createHarness();
    const saved = await harness.notifications.saveTarget(draft('keychain'));
    if (!saved.ok) throw new Error(saved.message);
    const [before] = [...harness.keychain.entries.values()];
    harness.db.exec(
      "CREATE TRIGGER full BEFORE UPDATE ON targets BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END",
    );
    await expect(
      harness.notifications.saveTarget({ ...draft('keychain', 'other'), id: saved.value.id }),
    ).rejects.toThrow('full');
    expect([...harness.keychain.entries.values()]).toEqual([before]);
  });

  it('what is in use stays', async () => {
    const harness = createHarness();
    await harness.notifications.saveTarget(draft('keychain'));
    harness.restart().start();
    await harness.clock.advance(20_000);
    expect(harness.keychain.entries.size).toBe(1);
  });
});
