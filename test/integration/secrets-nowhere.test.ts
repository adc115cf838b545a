import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../src-main/engine/engine.ts';
import { AUDIT_ACTION_NAMES, type AuditAction } from '../../src-shared/audit-actions.ts';
import type { SmtpDraft, TargetDraft } from '../../src-shared/ipc/drafts.ts';
import { deadPort, type Receiver, startReceiver } from '../support/delivery.ts';
import { tempFolder } from '../support/temp-db.ts';
import { MemoryKeychain } from '../unit/engine/notifications/harness.ts';

/** Every call that a window may make about targets, mail and messages, with a secret planted in each home. */

const PLANTED = {
  keychain: 'Vx9Keychain/Planted+"One" 01',
  database: 'Vx9DatabasePlantedTwo02',
  environment: 'Vx9EnvPlantedThree03',
  typed: 'Vx9TypedOnlyPlantedFour04',
  keys: 'Vx9DeviceKeyPlantedFive05',
  mail: 'Vx9&Mail"Planted Six06',
  refused: 'Vx9RefusedPlantedSeven07',
} as const;

/** The secret as it is, and the ways in which it could have been written down. */
const formsOf = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  encodeURIComponent(encodeURIComponent(secret)),
  JSON.stringify(secret).slice(1, -1),
  JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
];
const found = (text: string): string[] =>
  Object.entries(PLANTED).flatMap(([name, secret]) =>
    formsOf(secret).some((form) => text.includes(form)) ? [name] : [],
  );

let dataDir: string;
let keychain: MemoryKeychain;
let engine: Engine;
let receiver: Receiver;
let told: string;

const start = async () => {
  engine = await createEngine({
    dataDir,
    shell: 'desktop',
    processEnvironment: { PATH: process.env.PATH },
    keychain: () => keychain,
  });
  engine.subscribe((message) => {
    told += JSON.stringify(message);
  });
  await engine.start();
};
beforeEach(async () => {
  dataDir = tempFolder('mxm-secrets-');
  keychain = new MemoryKeychain();
  receiver = await startReceiver();
  told = '';
  writeFileSync(join(dataDir, '.env'), `APPRISE_CRED_GOTIFY=${PLANTED.environment}\n`);
  await start();
});
afterEach(async () => {
  await engine.stop(1_000);
  await receiver.close();
});

const ask = (async (channel, input) => {
  const answer = await engine.call(channel, input);
  told += JSON.stringify(answer);
  return answer;
}) as Engine['call'];
const save = async (draft: TargetDraft): Promise<string> => {
  await ask('targets.build', draft);
  const saved = await ask('targets.save', draft);
  if (!saved.ok) throw new Error(`${draft.label}: ${saved.message}`);
  return saved.value.id;
};
const everything = async (ids: readonly string[]) => {
  for (const channel of [
    'notifications.get',
    'services.list',
    'smtp.get',
    'icon.get',
    'mutes.list',
    'settings.list',
    'doctor.run',
    'targets.test',
  ] as const)
    await ask(channel, undefined);
  for (const action of AUDIT_ACTION_NAMES) await ask('messages.preview', action as AuditAction);
  for (const id of ids) {
    await ask('targets.duplicate', id);
    await ask('targets.test', id);
  }
  const events = await ask('events.list', { limit: 200 });
  for (const { id } of events.ok ? events.value.events : []) await ask('events.get', id);
};
const filesOf = (name: RegExp): string =>
  readdirSync(dataDir, { recursive: true })
    .map((file) => join(dataDir, String(file)))
    .filter((file) => name.test(file) && statSync(file).isFile())
    .map((file) => readFileSync(file, 'latin1'))
    .join('\n');

it('planted secrets are in no answer, no event, no log, and in the database only where it is their home', async () => {
  const at = `127.0.0.1:${receiver.port}`;
  const dead = await deadPort();
  const json = (
    label: string,
    store: TargetDraft['store'],
    bearerToken: string,
    path: string,
  ): TargetDraft => ({
    label,
    service: 'json',
    store,
    fields: { webhookUrl: `http://${at}/${path}`, bearerToken, https: 'false' },
  });
  const ids = [
    await save(json('keychain', 'keychain', PLANTED.keychain, 'ok')),
    await save(json('refused', 'keychain', PLANTED.refused, 'unauthorized')),
    await save({
      label: 'database',
      service: 'custom',
      store: 'database',
      url: `json://user:${PLANTED.database}@127.0.0.1:${dead}/${PLANTED.database}?-x=${PLANTED.database}`,
    }),
    await save({
      label: 'environment',
      service: 'gotify',
      store: 'env',
      fields: { server: at, token: PLANTED.environment, https: 'false' },
      envVariable: 'APPRISE_CRED_GOTIFY',
    }),
    await save({
      label: 'generic',
      service: 'apprise:forms',
      store: 'keychain',
      fields: {
        'form.schema': 'form',
        host: '127.0.0.1',
        port: String(receiver.port),
        user: 'bob',
        password: PLANTED.keys,
        'pairs.headers': `X-Key: ${PLANTED.keys}`,
      },
    }),
  ];
  const mail: SmtpDraft = {
    host: '127.0.0.1',
    port: dead,
    user: 'me@example.com',
    from: '',
    useTls: false,
    store: 'keychain',
    password: PLANTED.mail,
  };
  await ask('smtp.save', mail);
  expect(await ask('smtp.test', { to: 'you@example.com' })).toMatchObject({ ok: true, value: { ok: false } });
  await save({
    label: 'reset',
    service: 'email',
    store: 'keychain',
    fields: { useResetSmtp: 'true', to: 'you@example.com' },
  });
  // Typed wrongly, and never stored.
  for (const draft of [
    { ...json('typed', 'keychain', PLANTED.typed, 'ok'), id: 'gone' },
    {
      label: '',
      service: 'pushover',
      store: 'keychain',
      fields: { userKey: PLANTED.typed, apiToken: PLANTED.typed },
    },
    { label: '', service: 'telegram', store: 'keychain', fields: { botToken: PLANTED.typed, chatId: '1' } },
    { label: '', service: 'slack', store: 'keychain', fields: { webhookUrl: PLANTED.typed } },
    { label: '', service: 'custom', store: 'keychain', url: `nosuch://${PLANTED.typed}` },
    { label: '', service: 'custom', store: 'keychain', url: `${PLANTED.typed} ${PLANTED.typed}` },
    {
      label: '',
      service: 'json',
      store: 'env',
      fields: { webhookUrl: `http://${at}`, authHeader: PLANTED.typed },
    },
  ] as TargetDraft[]) {
    expect(await ask('targets.build', draft)).toMatchObject(
      draft.url?.startsWith('nosuch') ? {} : { ok: false },
    );
    expect(await ask('targets.save', draft)).toMatchObject({ ok: false });
  }
  await everything(ids);
  keychain.reason = 'The keyring is locked.';
  engine.wake('resume');
  await everything(ids);
  for (const id of ids.slice(0, 2))
    expect(await ask('targets.save', { id, label: 'new', service: 'json', store: 'database' })).toMatchObject(
      { ok: false, code: 'keychain_unusable' },
    );
  await ask('smtp.save', { ...mail, store: 'database', password: undefined });

  expect(found(told)).toEqual([]);
  expect(found(filesOf(/\.log/))).toEqual([]);
  expect(found(filesOf(/\.db(-wal|-shm)?$/))).toEqual(['database']);
  // They do get where they belong.
  expect(
    receiver.received.some(({ headers }) => headers.authorization === `Bearer ${PLANTED.keychain}`),
  ).toBe(true);
}, 60_000);

it('what was moved out of the database, replaced or removed is not in its files any more', async () => {
  const draft = (bearerToken: string, more: Partial<TargetDraft> = {}): TargetDraft => ({
    label: 'Hook',
    service: 'json',
    store: 'database',
    fields: { webhookUrl: `http://127.0.0.1:${receiver.port}/ok`, bearerToken, https: 'false' },
    ...more,
  });
  const inFiles = () => found(filesOf(/\.db(-wal|-shm)?$/));
  const id = await save(draft(PLANTED.database));
  expect(inFiles()).toEqual(['database']);
  await save(draft(PLANTED.typed, { id }));
  expect(inFiles()).toEqual(['typed']);
  await save(draft('', { id, store: 'keychain' }));
  expect(inFiles()).toEqual([]);
  await save(draft('', { id }));
  expect(keychain.entries.size).toBe(0);
  await ask('targets.duplicate', id);
  await ask('targets.remove', id);
  await engine.stop(0);
  // The copy has it still, and that is asked for.
  expect(inFiles()).toEqual(['typed']);
  await start();
  const listed = await engine.call('notifications.get', undefined);
  for (const one of listed.ok ? listed.value.targets : []) await ask('targets.remove', one.id);
  await engine.stop(0);
  expect(inFiles()).toEqual([]);
  await start();
});
