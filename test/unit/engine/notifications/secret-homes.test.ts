import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TargetDraft } from '../../../../src-shared/ipc/drafts.ts';
import type { SecretStore } from '../../../../src-shared/views/targets.ts';
import { tempFolder } from '../../../support/temp-db.ts';
import { CHAT, type EditorWorld, editorWorld } from './editor-world.ts';

const TOKEN = 'PlantedToken4711';
const VARIABLE = 'APPRISE_CRED_DISCORD';
const discord = (store: SecretStore, webhookToken = TOKEN): TargetDraft => ({
  label: 'Team',
  service: 'discord',
  store,
  fields: { webhookId: '123456789', webhookToken },
});
const chat = (store: SecretStore, fields: Record<string, string>): TargetDraft => ({
  label: 'Chat',
  service: 'apprise:chats',
  store,
  fields: { host: 'chat.example.com', ...fields },
});
const LOGIN = { user: 'bob', password: 'Planted-P4ss', apikey: 'Planted-K3y' };

/** Where the token is: files of the database, keychain. */
function onDisk() {
  const folder = tempFolder();
  const world = editorWorld({ file: join(folder, 'app.db'), services: [CHAT] });
  const found = (text: string) => ({
    database: readdirSync(folder).some((name) => readFileSync(join(folder, name), 'latin1').includes(text)),
    keychain: [...world.keychain.entries.values()].some((value) => value.includes(text)),
  });
  return { world, found };
}

const STORES: SecretStore[] = ['keychain', 'env', 'database'];
const moves = STORES.flatMap((from) => STORES.filter((to) => to !== from).map((to) => [from, to] as const));

describe('moving a target between the three homes of its secret', () => {
  it.each(moves)(
    'from %s to %s: the secret is there, and in no byte of the other places',
    async (from, to) => {
      const { world, found } = onDisk();
      world.environment[VARIABLE] = TOKEN;
      const { id } = await world.save(discord(from));
      await world.save({ ...discord(to, ''), id });
      expect(found(TOKEN)).toEqual({ database: to === 'database', keychain: to === 'keychain' });
      expect(await world.stored(id)).toBe(`discord://123456789/${TOKEN}?overflow=split`);
      expect(await world.view(id)).toMatchObject({ store: to, problem: null });
    },
  );

  it('from the database into the keychain and back, many times, leaves no copy', async () => {
    const { world, found } = onDisk();
    const { id } = await world.save(discord('database'));
    for (const store of ['keychain', 'database', 'keychain'] as const)
      await world.save({ ...discord(store, ''), id });
    expect(found(TOKEN)).toEqual({ database: false, keychain: true });
  });

  it('the variable’s name moves with the store', async () => {
    const world = editorWorld();
    world.environment[`${VARIABLE}_TEAM`] = TOKEN;
    const { id } = await world.save(discord('keychain'));
    await world.save({ ...discord('env', ''), id, envVariable: `${VARIABLE}_TEAM` });
    expect(world.row(id)).toMatchObject({
      env_variable: `${VARIABLE}_TEAM`,
      url: 'discord://123456789/{token}?overflow=split',
    });
    await world.save({ ...discord('database', ''), id });
    expect(world.row(id).env_variable).toBeNull();
  });
});

describe('no usable keychain', () => {
  it.each(['discord', 'apprise:chats'])('%s: said at the choice, never fallen back from', async (service) => {
    const { world, found } = onDisk();
    world.keychain.reason = 'The keyring is locked.';
    const draft = service === 'discord' ? discord('keychain') : chat('keychain', LOGIN);
    const refused = await world.trySave(draft);
    expect(refused).toMatchObject({
      ok: false,
      field: 'store',
      message: 'The keychain cannot be used: The keyring is locked.',
    });
    expect(world.targets.list()).toEqual([]);
    expect(found('Planted').database).toBe(false);
  });

  it('a target whose entry is locked says so, keeps its form out of sight, and is back when it is unlocked', async () => {
    const world = editorWorld();
    const { id } = await world.save(discord('keychain'));
    world.credentials.forget();
    world.keychain.reason = 'The keyring is locked.';
    expect(await world.view(id)).toMatchObject({
      problem: 'The keychain cannot be used: The keyring is locked.',
      fields: null,
    });
    // Neither can it be edited into another store without its token.
    expect(await world.trySave({ ...discord('database', ''), id })).toMatchObject({ ok: false });
    world.keychain.reason = undefined;
    expect(await world.view(id)).toMatchObject({ problem: null, fields: { webhookId: '123456789' } });
  });
});

describe('services of Apprise’s own', () => {
  it.each(['keychain', 'database'] as const)('live in the %s', async (store) => {
    const { world, found } = onDisk();
    const saved = await world.save(chat(store, LOGIN));
    expect(saved.service).toBe('apprise:chats');
    expect(found('Planted-P4ss')).toEqual({ database: store === 'database', keychain: store === 'keychain' });
    expect(await world.stored(saved.id)).toBe('chats://bob:Planted-P4ss@chat.example.com/Planted-K3y');
  });

  it('cannot live in .env, which is said at the choice', async () => {
    const world = editorWorld({ services: [CHAT] });
    expect(await world.trySave(chat('env', LOGIN))).toMatchObject({
      ok: false,
      field: 'store',
      message: 'Chat has no token that could live in .env.',
    });
  });

  it('Apprise is asked for its verdict before anything is stored', async () => {
    const world = editorWorld({ services: [CHAT] });
    world.apprise.accepts = false;
    expect(await world.trySave(chat('keychain', LOGIN))).toMatchObject({ ok: false, code: 'refused' });
    expect(world.keychain.entries.size).toBe(0);
  });

  it('are shown with their label and everything but the secrets', async () => {
    const world = editorWorld({ services: [CHAT] });
    const { id } = await world.save(chat('keychain', { ...LOGIN, 'arg.sound': 'bell' }));
    const view = await world.view(id);
    expect(view).toMatchObject({
      service: 'apprise:chats',
      serviceLabel: 'Chat',
      maskedUrl: 'chats://…',
      fields: { host: 'chat.example.com', user: 'bob', 'arg.sound': 'bell', 'arg.verify': 'true' },
    });
    expect(JSON.stringify(view)).not.toContain('Planted');
  });

  it('what this computer lacks for them is said in the list and while building', async () => {
    const lacking = { ...CHAT, enabled: false, requirements: { packages_required: ['chatlib'] } };
    const world = editorWorld({ services: [lacking] });
    const sentence = expect.stringMatching(/Python package chatlib/);
    expect(await world.build(chat('keychain', LOGIN))).toMatchObject({
      ok: true,
      value: { warnings: [sentence] },
    });
    const { id } = await world.save(chat('keychain', LOGIN));
    expect((await world.view(id)).problem).toEqual(sentence);
  });
});

describe('an empty secret is unchanged, each for itself', () => {
  const edit = async (world: EditorWorld, id: string, fields: Record<string, string>) => {
    await world.save({ ...chat('keychain', fields), id });
    return world.stored(id);
  };

  it('of two secrets one can be replaced, and the other stays', async () => {
    const world = editorWorld({ services: [CHAT] });
    const { id } = await world.save(chat('keychain', LOGIN));
    expect(await edit(world, id, { user: 'bob', password: '', apikey: 'new' })).toBe(
      'chats://bob:Planted-P4ss@chat.example.com/new',
    );
    expect(await edit(world, id, { user: 'eve', password: 'p', apikey: '' })).toBe(
      'chats://eve:p@chat.example.com/new',
    );
    expect(await edit(world, id, { user: 'eve', password: '', apikey: '' })).toBe(
      'chats://eve:p@chat.example.com/new',
    );
  });

  it('Pushover’s user key stays when a new API token is typed, and the other way round', async () => {
    const world = editorWorld();
    const keys = { userKey: 'u'.repeat(30), apiToken: 'a'.repeat(30) };
    const draft = (fields: Record<string, string>): TargetDraft => ({
      label: '',
      service: 'pushover',
      store: 'database',
      fields,
    });
    const { id } = await world.save(draft(keys));
    await world.save({ ...draft({ userKey: '', apiToken: 'b'.repeat(30) }), id });
    expect(await world.stored(id)).toBe(`pover://${'u'.repeat(30)}@${'b'.repeat(30)}`);
    await world.save({ ...draft({ userKey: 'v'.repeat(30), apiToken: '' }), id });
    expect(await world.stored(id)).toBe(`pover://${'v'.repeat(30)}@${'b'.repeat(30)}`);
  });

  it('a header replaces a bearer token: a JSON webhook has one of them', async () => {
    const world = editorWorld();
    const draft = (fields: Record<string, string>): TargetDraft => ({
      label: '',
      service: 'json',
      store: 'database',
      fields: { webhookUrl: 'https://example.com/', ...fields },
    });
    const { id } = await world.save(draft({ bearerToken: 'old' }));
    await world.save({ ...draft({ authHeader: 'X-Key: new' }), id });
    expect(await world.stored(id)).toContain('?+X-Key=new');
    expect(await world.stored(id)).not.toContain('old');
  });

  it('a login that is cleared takes its password with it', async () => {
    const world = editorWorld({ services: [CHAT] });
    const { id } = await world.save(chat('keychain', { user: 'bob', password: 'p' }));
    expect(await edit(world, id, { user: '', password: '' })).toBe('chats://chat.example.com');
  });
});

describe('an Apprise that is not there while editing', () => {
  const gone = async () => {
    const world = editorWorld({ services: [CHAT] });
    world.apprise.services = null;
    world.apprise.accepts = null;
    const template = editorWorld({ services: [CHAT] });
    const saved = await template.save(chat('database', LOGIN));
    world.targets.insert({ ...saved, id: 'a' });
    return world;
  };

  it('leaves the form out, and what is known stays', async () => {
    const world = await gone();
    expect(await world.view('a')).toMatchObject({
      service: 'apprise:chats',
      serviceLabel: 'chats',
      fields: null,
      problem: null,
    });
  });

  it('label and store can still be changed, and the service is kept', async () => {
    const world = await gone();
    const saved = await world.save({
      id: 'a',
      label: 'Renamed',
      service: 'apprise:chats',
      store: 'keychain',
    });
    expect(saved).toMatchObject({ label: 'Renamed', service: 'apprise:chats', store: 'keychain' });
    expect(await world.stored('a')).toContain('Planted-P4ss');
  });

  it('a form for it is refused with what is missing', async () => {
    const world = await gone();
    expect(await world.build(chat('keychain', LOGIN))).toMatchObject({
      ok: false,
      field: 'service',
      code: 'engine_missing',
      message: expect.stringMatching(/comes from Apprise/),
    });
  });
});
