import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWorld, type World } from '../e2e/support/world.ts';
import { type CliResult, runCli, startCli } from '../support/cli.ts';
import { tempFolder } from '../support/temp-db.ts';

let world: World;
let options: { dataDir: string; env: Record<string, string> };

beforeEach(async () => {
  world = await startWorld();
  const { username, server, apiKey } = world.fleet.account;
  options = {
    dataDir: tempFolder('mxm-answers-'),
    env: { ...world.env, MX_USER: username, MX_SERVER: server, MX_API_KEY: apiKey },
  };
});
afterEach(() => world.close());

const cli = (...args: string[]): Promise<CliResult> => runCli(args, options);
const URL_PATH = 'c2VjcmV0LXBhdGg';
const addTarget = () =>
  cli(
    ...['targets', 'add', '--label', 'Hook', '--store', 'database', '--json'],
    ...['--url', `json://${world.receiver.address}/${URL_PATH}`],
  );

/** As if the pause before the next attempt were over. */
function retryNow(): void {
  const db = new Database(join(options.dataDir, 'mxroute-manager.db'));
  db.prepare('UPDATE outbox SET next_attempt_at = 1 WHERE next_attempt_at IS NOT NULL').run();
  db.close();
}

describe('with --json stdout has exactly one document', () => {
  it.each<[string, string[], number]>([
    ['a domain that is not ours', ['scan', 'dns', 'not-mine.example'], 3],
    ['a target that is not there', ['targets', 'remove', 'none'], 3],
    ['bad usage', ['events', '--limit', 'many'], 64],
  ])('%s: why there is no answer, there and on stderr', async (_, args, status) => {
    const result = await cli(...args, '--json');
    expect(result.status).toBe(status);
    const { error } = JSON.parse(result.stdout) as { error: { message: string } };
    expect(error.message).not.toBe('');
    expect(result.stderr.trim()).toBe(error.message);
  });

  it('an account that cannot be read', async () => {
    world.account.fault({ path: '/domains', fault: { kind: 'status', status: 401 } });
    for (const kind of ['dns', 'usage']) {
      const result = await cli('scan', kind, '--json');
      expect(result.status).toBe(3);
      expect(JSON.parse(result.stdout)).toMatchObject({ error: { message: /credentials/ } });
    }
  });

  it('a domain that MXroute does not tell about: unknown, with every field of the shape', async () => {
    world.account.fault({ path: '/domains/atlas-legal.example', fault: { kind: 'status', status: 404 } });
    const { stdout } = await cli('scan', 'dns', '--json');
    const { domains } = JSON.parse(stdout) as { domains: { domain: string; mailHosting: unknown }[] };
    expect(domains.find(({ domain }) => domain === 'atlas-legal.example')).toMatchObject({
      overall: 'unknown',
      mailHosting: null,
    });
  });

  it('changing a target answers too, and no part of its address is ever shown', async () => {
    const added = await addTarget();
    const { id } = JSON.parse(added.stdout) as { id: string };
    const disabled = await cli('targets', 'disable', id, '--json');
    expect(JSON.parse(disabled.stdout)).toEqual({ id, state: 'disabled' });
    const listed = await cli('targets', 'list', '--json');
    expect(JSON.parse(listed.stdout)).toMatchObject([{ id, enabled: false }]);
    for (const { stdout, stderr } of [added, listed]) expect(stdout + stderr).not.toContain(URL_PATH);
  });
});

describe('monitor', () => {
  it('tells what becomes of alerts that an earlier run had left in the outbox', async () => {
    await addTarget();
    await cli('settings', 'set', 'notifications.enabled', 'true');
    world.receiver.answer({ kind: 'status', status: 503 });
    const first = await cli('monitor', 'dns', '--wait', '1', '--json');
    expect(first.status).toBe(1);
    expect(JSON.parse(first.stdout).deliveries).toEqual({ delivered: 0, queued: 1, failed: 0, held: 0 });

    const second = await cli('monitor', 'dns', '--wait', '0', '--json');
    expect(second.status, 'nothing new, but the alert still waits').toBe(1);
    expect(JSON.parse(second.stdout).deliveries).toEqual({ delivered: 0, queued: 1, failed: 0, held: 0 });

    world.receiver.answer({ kind: 'status', status: 200 });
    retryNow();
    const third = await cli('monitor', 'dns', '--json');
    expect(third.status).toBe(0);
    expect(JSON.parse(third.stdout).deliveries).toEqual({ delivered: 1, queued: 0, failed: 0, held: 0 });
    const fourth = await cli('monitor', 'dns', '--json');
    expect(JSON.parse(fourth.stdout).deliveries).toEqual({ delivered: 0, queued: 0, failed: 0, held: 0 });
  });
});

describe('an interrupted monitor', () => {
  it('does not wait for its deliveries, and says that they are queued', async () => {
    await addTarget();
    await cli('settings', 'set', 'notifications.enabled', 'true');
    world.receiver.answer({ kind: 'status', status: 503 });
    const monitor = startCli(['monitor', 'dns', '--wait', '600', '--json'], options);
    while (world.receiver.received.length === 0) await sleep(50);
    monitor.kill('SIGINT');
    const { status, stdout } = await monitor.ended;
    expect(status).toBe(1);
    expect(JSON.parse(stdout).deliveries).toEqual({ delivered: 0, queued: 1, failed: 0, held: 0 });
  });
});

describe('what goes wrong at the shell', () => {
  it.each([
    ['a folder that is not there', () => join(options.dataDir, 'none', 'copy.db'), /no folder/],
    ['a folder in the place of the file', () => options.dataDir, /is a folder/],
  ])('backup to %s is a sentence', async (_, file, words) => {
    const result = await cli('backup', file());
    expect(result.status).toBe(3);
    expect(result.stderr).toMatch(words);
  });

  it('a reader who stops reading is no error', async () => {
    const program = resolve(import.meta.dirname, '../../out/main/cli.cjs');
    const child = spawn(process.execPath, [program, 'scan', 'dns', '--json'], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...options.env, MXM_DATA_DIR: options.dataDir },
    });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (chunk) => (stderr += String(chunk)));
    const [status] = (await once(child, 'close')) as [number];
    expect(stderr).toBe('');
    expect(status).toBe(1);
  });
});
