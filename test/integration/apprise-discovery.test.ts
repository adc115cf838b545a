import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discoverApprise, interpreterOf } from '../../src-main/engine/notifications/apprise/discovery.ts';
import { AppriseEngine } from '../../src-main/engine/notifications/apprise/engine.ts';
import type { OutgoingMessage } from '../../src-main/engine/notifications/channel.ts';
import {
  deadPort,
  type Receiver,
  realClock,
  startReceiver,
  until,
  WORKER_SCRIPT,
} from '../support/delivery.ts';

let folder: string;
let system: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mxm-apprise-'));
  system = (await discoverApprise({ settingsPath: '', privateEnvDir: folder }))?.path ?? '';
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const script = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return file;
};
const nowhere = () => join(folder, 'none');

describe('the interpreter behind a command', () => {
  it.each([
    ['#!/usr/bin/python3\n', '/usr/bin/python3'],
    ['#!/opt/a venv/bin/python3.11 -E\n', '/opt/a venv/bin/python3.11'],
    ["#!/bin/sh\n'''exec' \"/very long/bin/python3\" \"$0\" \"$@\"\n' '''\n", '/very long/bin/python3'],
    ['#!/usr/bin/env bash\n', undefined],
    ['\u007fELF', undefined],
  ])('%j', async (text, expected) => {
    expect(await interpreterOf(script('apprise', text))).toBe(expected);
  });
});

describe('looking for Apprise', () => {
  it('finds the one on PATH by its first line, whatever python3 on PATH is', async () => {
    const found = await discoverApprise({ settingsPath: '', privateEnvDir: nowhere() });
    expect(found).toMatchObject({
      kind: 'interpreter',
      source: 'path',
      version: expect.stringMatching(/^\d+\.\d+/),
    });
  });

  it('bundled before settings before the private environment before PATH', async () => {
    mkdirSync(join(folder, 'env', 'bin'), { recursive: true });
    symlinkSync(system, join(folder, 'env', 'bin', 'python3'));
    const bundled = join(folder, 'python3');
    symlinkSync(system, bundled);
    const settingsPath = script('apprise', `#!${system}\n`);
    const all = { bundled, settingsPath, privateEnvDir: join(folder, 'env') };
    expect(await discoverApprise(all)).toMatchObject({ source: 'bundled', path: bundled });
    expect(await discoverApprise({ ...all, bundled: undefined })).toMatchObject({
      source: 'settings',
      path: system,
    });
    expect(await discoverApprise({ ...all, bundled: undefined, settingsPath: '' })).toMatchObject({
      source: 'private',
    });
    // One that does not work is passed over.
    expect(await discoverApprise({ ...all, bundled: script('python', '#!/bin/sh\nexit 1\n') })).toMatchObject(
      { source: 'settings' },
    );
  });

  it('a command whose Python cannot be used is still a command', async () => {
    const command = script('apprise', '#!/bin/sh\nexec /usr/bin/apprise "$@"\n');
    const found = await discoverApprise({ settingsPath: command, privateEnvDir: nowhere(), path: folder });
    expect(found).toMatchObject({ kind: 'command', path: command, source: 'settings' });
  });
});

describe('an engine', () => {
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(() => receiver.close());

  const message: OutgoingMessage = { title: 'Title', body: 'Body', type: 'warning' };
  const engineAt = (python: string, settingsPath = '', path?: string) => {
    const logged: string[] = [];
    const engine = new AppriseEngine({
      clock: realClock,
      log: { log: (...line) => void logged.push(JSON.stringify(line)) },
      workerScript: WORKER_SCRIPT,
      places: () => ({ bundled: python, settingsPath, privateEnvDir: nowhere(), path }),
      changed: () => {},
    });
    return { engine, logged };
  };

  it('says which Apprise it is, and what an old one gets wrong', async () => {
    const { engine } = engineAt('');
    expect(engine.status().state).toBe('starting');
    await engine.ensure();
    const status = engine.status();
    expect(status).toMatchObject({ state: 'worker', source: 'path', path: system });
    if (status.version?.startsWith('1.2.')) expect(status.warnings.join(' ')).toMatch(/old.*icon.*Telegram/s);
    await engine.stop();
  });

  it('says what to do where there is none; messages wait, and go once it is installed', async () => {
    const { engine } = engineAt('', '', folder);
    const missing = {
      ok: false,
      permanent: false,
      unavailable: true,
      reason: expect.stringMatching(/Apprise.*not found/),
    };
    expect(await engine.send(receiver.url('/ok'), message, 'a')).toMatchObject(missing);
    expect(engine.status()).toMatchObject({
      state: 'missing',
      version: null,
      remedy: expect.stringMatching(/Install Apprise/),
    });
    expect(await engine.accepts(receiver.url('/ok'))).toBeNull();
    script('apprise', `#!${system}\n`);
    await engine.rediscover();
    expect(await engine.send(receiver.url('/ok'), message, 'a')).toMatchObject({ ok: true });
    await engine.stop();
  });

  it('says so where the path in the settings leads nowhere', async () => {
    const { engine } = engineAt('', '/nonexistent/apprise');
    await engine.ensure();
    expect(engine.status()).toMatchObject({
      state: 'worker',
      warnings: [expect.stringMatching(/path given in Settings/), ...engine.status().warnings.slice(1)],
    });
    await engine.stop();
  });

  it('a worker that writes garbage, answers nothing, or dies: the message goes again, the app goes on', async () => {
    const mood = join(folder, 'mood');
    const python = script(
      'python3',
      `#!/bin/sh
case "$1" in -c) echo "Apprise v1.2.0"; exit 0;; esac
case "$(cat ${mood})" in
  garbage) echo 'hello'; head -c 2000000 /dev/zero | tr '\\0' x; echo; echo '{"id":null,"ok":true,"ready":true}'; read line; echo '{"id":1,'; echo '{"id":1,"ok":true,"ms":1}'; sleep 5;;
  dies) echo '{"id":null,"ok":true,"ready":true}'; read line; exit 1;;
  broken) exit 1;;
esac
`,
    );
    writeFileSync(mood, 'garbage');
    const first = engineAt(python);
    expect(await first.engine.send(receiver.url('/ok'), message, 'a')).toEqual({ ok: true, ms: 1 });
    await first.engine.stop();
    writeFileSync(mood, 'dies');
    const second = engineAt(python);
    const gone = { ok: false, permanent: false, reason: 'The delivery engine stopped while sending.' };
    expect(await second.engine.send(receiver.url('/ok'), message, 'a')).toEqual(gone);
    expect(await second.engine.send(receiver.url('/ok'), message, 'a')).toEqual(gone);
    await second.engine.stop();
    writeFileSync(mood, 'broken');
    const third = engineAt(python);
    expect(await third.engine.send(receiver.url('/ok'), message, 'a')).toMatchObject({
      ok: false,
      unavailable: true,
    });
    await third.engine.stop();
  });

  it('killed in mid-send, the message goes again through a new worker', async () => {
    const { engine } = engineAt('');
    const hanging = engine.send(receiver.url('/hang'), message, 'a');
    await until(() => receiver.received.length === 1);
    process.kill(engine.workerPid ?? 0, 'SIGKILL');
    expect(await hanging).toMatchObject({ ok: false, permanent: false });
    expect(await engine.send(receiver.url('/ok'), message, 'a')).toMatchObject({ ok: true });
    await engine.stop();
  });
});

describe('the command, one per message', () => {
  it('delivers, tells the cause of a failure, and shows the address to nobody', async () => {
    const { sendByCommand } = await import('../../src-main/engine/notifications/apprise/command.ts');
    const receiver = await startReceiver();
    const arguments_ = join(folder, 'arguments');
    const spy = script('apprise', `#!/bin/sh\necho "$@" >> ${arguments_}\nexec /usr/bin/apprise "$@"\n`);
    const send = (url: string) =>
      sendByCommand(spy, url, { title: 'Title', body: 'Body ü', type: 'failure' });
    expect(await send(receiver.url('/ok/S3CRET'))).toMatchObject({ ok: true });
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({
      title: 'Title',
      message: 'Body ü',
      type: 'failure',
    });
    expect(await send(receiver.url('/401?+X=S3CRET'))).toMatchObject({
      ok: false,
      permanent: true,
      reason: expect.stringMatching(/401/),
    });
    expect(await send(receiver.url('/500'))).toMatchObject({
      ok: false,
      permanent: false,
      reason: expect.stringMatching(/500/),
    });
    expect(await send(`json://127.0.0.1:${await deadPort()}/S3CRET`)).toMatchObject({
      ok: false,
      permanent: false,
      reason: 'The server refused the connection.',
    });
    expect(await send('nonsense://S3CRET')).toMatchObject({ ok: false, permanent: true });
    const { readFileSync } = await import('node:fs');
    expect(readFileSync(arguments_, 'utf8')).not.toMatch(/S3CRET|Body/);
    await receiver.close();
  });
});
