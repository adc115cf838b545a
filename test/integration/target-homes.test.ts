import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEngine, type Engine } from '../../src-main/engine/engine.ts';
import type { TargetDraft } from '../../src-shared/ipc/drafts.ts';
import type { Result } from '../../src-shared/result.ts';
import { type Receiver, startReceiver } from '../support/delivery.ts';
import { tempFolder } from '../support/temp-db.ts';
import { MemoryKeychain } from '../unit/engine/notifications/harness.ts';

/** The whole engine with a real `.env`, the installed Apprise and a receiver: what a person does in the window. */

let engine: Engine;
let dataDir: string;
let receiver: Receiver;
let keychain: MemoryKeychain;
let feed: string[];

const start = async () => {
  engine = await createEngine({
    dataDir,
    shell: 'desktop',
    processEnvironment: { PATH: process.env.PATH },
    keychain: () => keychain,
  });
  engine.subscribe(({ topic }) => void feed.push(topic));
  await engine.start();
};
beforeEach(async () => {
  dataDir = tempFolder();
  receiver = await startReceiver();
  keychain = new MemoryKeychain();
  feed = [];
  await start();
});
afterEach(async () => {
  await engine.stop(1_000);
  await receiver.close();
});

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`);
  return result.value;
};
const targets = async () => value(await engine.call('notifications.get', undefined)).targets;
const webhook = (more: Partial<TargetDraft> = {}, bearerToken = 'T0ken-"x" #1'): TargetDraft => ({
  label: 'Hook',
  service: 'json',
  store: 'env',
  fields: { webhookUrl: `http://127.0.0.1:${receiver.port}/ok`, bearerToken },
  ...more,
});
/** As editors do: written beside, then put in its place. */
const writeEnv = (text: string) => {
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, '.env.new'), text);
  renameSync(join(dataDir, '.env.new'), join(dataDir, '.env'));
};
/** What the window sees once it is told that there is something new. */
const shown = async (expected: object) => {
  await vi.waitFor(async () => expect((await targets())[0]).toMatchObject(expected), { timeout: 10_000 });
  await vi.waitFor(() => expect(feed).toContain('targets'));
};
const test = async (id: string) => value(await engine.call('targets.test', id))[0];

describe('.env, picked up while running', () => {
  it('a target whose variable is missing says so, fails with that reason, and works as soon as it is there', async () => {
    const { id } = value(await engine.call('targets.save', webhook()));
    const reason = 'The variable APPRISE_CRED_JSON is not set in the environment or in .env.';
    expect((await targets())[0]).toMatchObject({ problem: reason, envVariable: 'APPRISE_CRED_JSON' });
    expect(await test(id)).toMatchObject({ ok: false, error: reason });
    expect(receiver.received).toEqual([]);

    feed.length = 0;
    // What "Copy token for .env" gives for the same token.
    writeEnv(`APPRISE_CRED_JSON='T0ken-"x" #1'\n`);
    await shown({ problem: null });
    expect(await test(id)).toMatchObject({ ok: true });
    expect(receiver.received[0]?.headers.authorization).toBe('Bearer T0ken-"x" #1');

    feed.length = 0;
    writeEnv('OTHER=1\n');
    await shown({ problem: reason });
  });

  it('the line that is copied, put into .env, is what moving there asks for', async () => {
    const { id } = value(await engine.call('targets.save', webhook({ store: 'keychain' })));
    const move = webhook({ id }, '');
    expect(await engine.call('targets.save', move)).toMatchObject({ ok: false, field: 'envVariable' });
    const line = value(await engine.envLine(id));
    feed.length = 0;
    writeEnv(`${line}\n`);
    await vi.waitFor(() => expect(engine.parts.environment.get('APPRISE_CRED_JSON')).toBeDefined());
    expect(value(await engine.call('targets.save', move))).toMatchObject({ store: 'env', problem: null });
    expect(keychain.entries.size).toBe(0);
    expect(await test(id)).toMatchObject({ ok: true });
    expect(receiver.received[0]?.headers.authorization).toBe('Bearer T0ken-"x" #1');
  });
});

describe('a copy', () => {
  it('is in the log like every other change, is off, and sends to the same place when it is tested', async () => {
    const { id } = value(await engine.call('targets.save', webhook({ store: 'keychain' })));
    const copy = value(await engine.call('targets.duplicate', id));
    expect(copy).toMatchObject({ label: 'Hook (copy)', enabled: false, store: 'keychain' });
    expect((await targets()).map(({ label }) => label)).toEqual(['Hook', 'Hook (copy)']);
    expect(await test(copy.id)).toMatchObject({ ok: true });
    expect(receiver.received[0]?.headers.authorization).toBe('Bearer T0ken-"x" #1');
    const { events } = value(await engine.call('events.list', {}));
    const change = events.find(({ details }) => JSON.stringify(details).includes('target duplicated'));
    expect(change).toMatchObject({ action: 'settings.update', target: 'Hook (copy)' });
    expect(JSON.stringify(events)).not.toContain('T0ken');
    expect(await engine.call('targets.duplicate', 'gone')).toMatchObject({ ok: false });
  });
});

describe('More services, with the installed Apprise', () => {
  it('are listed without a target and without a running worker, and one of them delivers', async () => {
    const { version, services } = value(await engine.call('services.list', undefined));
    expect(version).toMatch(/^\d/);
    const form = services.find(({ schema }) => schema === 'forms');
    expect(form).toMatchObject({ label: expect.stringMatching(/^form$/i), schemes: ['forms', 'form'] });
    const draft: TargetDraft = {
      label: 'Form',
      service: 'apprise:forms',
      store: 'keychain',
      fields: {
        'form.schema': 'form',
        host: '127.0.0.1',
        port: String(receiver.port),
        user: 'bob',
        password: 'p@ss/w:rd ü%2F',
        'pairs.headers': 'X-Planted: a b; X-Two: 2',
      },
    };
    expect(value(await engine.call('targets.build', draft))).toMatchObject({ accepted: true });
    const saved = value(await engine.call('targets.save', draft));
    expect(saved).toMatchObject({
      service: 'apprise:forms',
      serviceLabel: form?.label,
      maskedUrl: `form://127.0.0.1:${receiver.port}/…`,
      fields: { 'form.schema': 'form', host: '127.0.0.1', user: 'bob' },
    });
    expect(JSON.stringify(saved)).not.toMatch(/p@ss|Planted/);
    expect(await test(saved.id)).toMatchObject({ ok: true });
    const headers = receiver.received[0]?.headers ?? {};
    expect(
      Buffer.from(String(headers.authorization).replace('Basic ', ''), 'base64').toString('latin1'),
    ).toBe('bob:p@ss/w:rd ü%2F');
    expect(headers).toMatchObject({ 'x-planted': 'a b', 'x-two': '2' });

    // Edited with its secrets left empty: they stay.
    const edited = {
      ...draft,
      id: saved.id,
      label: 'Renamed',
      fields: { ...saved.fields, password: '', 'pairs.headers': '' },
    };
    expect(value(await engine.call('targets.save', edited))).toMatchObject({ label: 'Renamed' });
    expect(await test(saved.id)).toMatchObject({ ok: true });
    expect(receiver.received[1]?.headers).toMatchObject({
      authorization: headers.authorization,
      'x-planted': 'a b',
    });
  });

  it('there are none where there is no Apprise', async () => {
    await engine.stop(0);
    engine = await createEngine({
      dataDir,
      shell: 'desktop',
      processEnvironment: {},
      keychain: () => keychain,
    });
    const path = process.env.PATH;
    process.env.PATH = '/nonexistent';
    try {
      expect(value(await engine.call('services.list', undefined))).toEqual({ version: null, services: [] });
    } finally {
      process.env.PATH = path;
    }
  });
});
