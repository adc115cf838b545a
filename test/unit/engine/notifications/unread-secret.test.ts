import { describe, expect, it } from 'vitest';
import type { TargetDraft } from '../../../../src-shared/ipc/drafts.ts';
import { editorWorld } from './editor-world.ts';

const VARIABLE = 'APPRISE_CRED_GOTIFY';
const FIELDS = { server: 'push.example.com', port: '', token: 'PLANTED', https: 'true' };
const gotify = (more: Partial<TargetDraft> = {}): TargetDraft => ({
  label: 'Phone',
  service: 'gotify',
  store: 'env',
  fields: FIELDS,
  ...more,
});
const json = (store: TargetDraft['store'], more: Partial<TargetDraft> = {}): TargetDraft => ({
  label: 'Hook',
  service: 'json',
  store,
  fields: { webhookUrl: 'https://example.com/hook', bearerToken: 'PLANTED', https: 'true' },
  ...more,
});

/** Stored while its variable was set; now it is not. */
async function withoutVariable(draft = gotify()) {
  const world = editorWorld();
  world.environment[VARIABLE] = 'PLANTED';
  world.environment.APPRISE_CRED_CUSTOM = 'gotify://example.com/PLANTED';
  const { id } = await world.save(draft);
  const before = world.row(id);
  delete world.environment[VARIABLE];
  delete world.environment.APPRISE_CRED_CUSTOM;
  return { world, id, before };
}

describe('a target whose variable is missing', () => {
  it('can be labelled and filtered, from the form as the window sends it', async () => {
    const { world, id, before } = await withoutVariable();
    const { fields } = await world.view(id);
    const draft = gotify({
      id,
      label: 'Tablet',
      fields: { ...fields, token: '' },
      envVariable: VARIABLE,
      events: ['dns.health_alert'],
      minimumSeverity: 'failure',
    });
    expect(await world.build(draft)).toMatchObject({
      ok: true,
      value: {
        maskedUrl: 'gotifys://push.example.com/…',
        envVariable: VARIABLE,
        warnings: [expect.stringContaining(`${VARIABLE} is not set`)],
      },
    });
    expect(await world.save(draft)).toMatchObject({ label: 'Tablet', events: ['dns.health_alert'] });
    expect(world.row(id)).toMatchObject({ url: before.url, store: 'env', env_variable: VARIABLE });
    world.environment[VARIABLE] = 'PLANTED';
    expect(await world.stored(id)).toBe('gotifys://push.example.com/PLANTED');
  });

  it('can be labelled without its form, where the whole address is the secret', async () => {
    const { world, id, before } = await withoutVariable({
      label: '',
      service: 'custom',
      store: 'env',
      url: 'gotify://example.com/PLANTED?priority=8',
    });
    const draft: TargetDraft = { id, label: 'New', service: 'custom', store: 'env' };
    expect(await world.build(draft)).toMatchObject({ ok: true, value: { accepted: null } });
    await world.save({ ...draft, envVariable: String(before.env_variable) });
    expect(world.row(id)).toEqual({ ...before, label: 'New' });
  });

  it('can have the rest of its address changed', async () => {
    const { world, id } = await withoutVariable();
    await world.save(gotify({ id, fields: { ...FIELDS, server: 'other.example.com', token: '' } }));
    expect(world.row(id)).toMatchObject({ url: 'gotifys://other.example.com/{token}' });
  });

  it('can be pointed at a variable that is set, and at no other', async () => {
    const { world, id } = await withoutVariable();
    const envVariable = `${VARIABLE}_PHONE`;
    const draft: TargetDraft = { id, label: 'Phone', service: 'gotify', store: 'env', envVariable };
    expect(await world.trySave(draft)).toMatchObject({ ok: false, field: 'envVariable' });
    world.environment[envVariable] = 'OTHER';
    expect(await world.save(draft)).toMatchObject({ envVariable });
    expect(await world.stored(id)).toBe('gotifys://push.example.com/OTHER');
  });

  it.each(['keychain', 'database'] as const)('is not moved to the %s without its token', async (store) => {
    const { world, id, before } = await withoutVariable();
    for (const fields of [{ ...FIELDS, token: '' }, undefined]) {
      expect(await world.trySave(gotify({ id, store, fields }))).toMatchObject({
        ok: false,
        code: 'variable_missing',
      });
    }
    expect(world.row(id)).toEqual(before);
    expect(world.keychain.entries.size).toBe(0);
    await world.save(gotify({ id, store }));
    expect(await world.stored(id)).toBe('gotifys://push.example.com/PLANTED');
  });
});

describe('a target in a locked keychain', () => {
  async function locked(draft = json('keychain')) {
    const world = editorWorld();
    const { id } = await world.save(draft);
    world.credentials.forget();
    world.keychain.reason = 'The keyring is locked.';
    return { world, id };
  }

  it('can be labelled and filtered; its secret stays', async () => {
    const { world, id } = await locked();
    expect(
      await world.save({ id, label: 'New', service: 'json', store: 'keychain', minimumSeverity: 'warning' }),
    ).toMatchObject({ label: 'New', minimumSeverity: 'warning', maskedUrl: 'jsons://example.com/…' });
    world.keychain.reason = undefined;
    expect(await world.stored(id)).toContain('PLANTED');
  });

  it.each(['keychain', 'database'] as const)(
    'never loses a secret that the form may leave out: kept empty, to the %s',
    async (store) => {
      const { world, id } = await locked();
      const before = world.row(id);
      const draft = json(store, { id, fields: { webhookUrl: 'https://example.com/hook', bearerToken: '' } });
      expect(await world.trySave(draft)).toMatchObject({
        ok: false,
        code: 'keychain_unusable',
        message: expect.stringContaining('locked'),
      });
      expect(world.row(id)).toEqual(before);
      world.keychain.reason = undefined;
      expect(await world.stored(id)).toContain('PLANTED');
    },
  );

  it('can be given a new secret elsewhere', async () => {
    const { world, id } = await locked();
    await world.save(json('database', { id }));
    expect(await world.stored(id)).toContain('PLANTED');
  });
});

describe('two who change the same target', () => {
  /** Everything that the next question to Apprise waits for. */
  function whileAsked(world: ReturnType<typeof editorWorld>) {
    let go = () => {};
    const asked = new Promise<void>((resolve) => {
      world.apprise.waits = () => {
        resolve();
        return new Promise<void>((answer) => {
          go = answer;
        });
      };
    });
    return { asked, go: () => go() };
  }

  it('a target that is removed while it is saved stays removed, and keeps its secret for the undo only', async () => {
    const world = editorWorld();
    const { id } = await world.save(json('keychain'));
    const held = [...world.keychain.entries.values()];
    const { asked, go } = whileAsked(world);
    const saving = world.trySave(
      json('keychain', { id, label: 'New', fields: { webhookUrl: 'https://example.org' } }),
    );
    await asked;
    const row = world.targets.get(id);
    if (row) world.targets.update({ ...row, removedAt: world.clock.now() });
    go();
    expect(await saving).toMatchObject({ ok: false, code: 'not_found' });
    expect(world.targets.get(id)?.removedAt).not.toBeNull();
    expect([...world.keychain.entries.values()]).toEqual(held);
  });

  it('a target that is switched off while it is saved stays off', async () => {
    const world = editorWorld();
    const { id } = await world.save(json('database'));
    const { asked, go } = whileAsked(world);
    const saving = world.trySave(json('database', { id, label: 'New' }));
    await asked;
    const row = world.targets.get(id);
    if (row) world.targets.update({ ...row, enabled: false, disabledAt: 5 });
    go();
    expect(await saving).toMatchObject({ ok: true, value: { label: 'New', enabled: false, disabledAt: 5 } });
  });

  it('of two saves at once the second wins, and no store keeps what the first put there', async () => {
    const world = editorWorld();
    const { id } = await world.save(json('database'));
    const [first, second] = await Promise.all([
      world.trySave(json('keychain', { id })),
      world.trySave(json('database', { id, label: 'Second' })),
    ]);
    expect([first.ok, second.ok]).toEqual([true, true]);
    expect(world.row(id)).toMatchObject({ store: 'database', label: 'Second' });
    expect(world.keychain.entries.size).toBe(0);
  });

  it('an address that is replaced while the keychain is read is not remembered as it was', async () => {
    const world = editorWorld();
    const { id } = await world.save(json('keychain'));
    world.credentials.forget();
    let answer = (_url: string | undefined) => {};
    const old = await world.keychain.get(`target:${id}`);
    const { get } = world.keychain;
    world.keychain.get = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const reading = world.stored(id);
    world.keychain.get = get;
    await world.save({ id, label: '', service: 'custom', store: 'keychain', url: 'json://example.org/NEW' });
    answer(old);
    await reading;
    expect(await world.stored(id)).toContain('NEW');
  });

  it('a target that another process has moved meanwhile is not overwritten', async () => {
    const world = editorWorld();
    const { id } = await world.save(json('database'));
    const { asked, go } = whileAsked(world);
    const saving = world.trySave(json('keychain', { id }));
    await asked;
    const row = world.targets.get(id);
    if (row) world.targets.update({ ...row, url: 'json://elsewhere.example/x' });
    go();
    expect(await saving).toMatchObject({ ok: false, code: 'changed' });
    expect(world.row(id)).toMatchObject({ url: 'json://elsewhere.example/x' });
    expect(world.keychain.entries.size).toBe(0);
  });
});
