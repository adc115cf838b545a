import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHECK_NAMES } from '../../src-shared/dns-health.ts';
import { startWorld, type World } from '../e2e/support/world.ts';
import { type CliResult, runCli, startCli } from '../support/cli.ts';
import { tempFolder } from '../support/temp-db.ts';

const BROKEN = 'studio-lumen.example';
let world: World;
let options: { dataDir: string; env: Record<string, string>; stdin?: string };

beforeEach(async () => {
  world = await startWorld();
  const { username, server, apiKey } = world.fleet.account;
  options = {
    dataDir: tempFolder('mxm-cli-'),
    env: { ...world.env, MX_USER: username, MX_SERVER: server, MX_API_KEY: apiKey },
  };
});
afterEach(() => world.close());

const cli = (...args: string[]): Promise<CliResult> => runCli(args, options);
const json = async (...args: string[]) => JSON.parse((await cli(...args, '--json')).stdout);
const addTarget = () =>
  cli(
    'targets',
    'add',
    '--label',
    'Hook',
    '--url',
    `json://${world.receiver.address}/hook`,
    '--store',
    'database',
  );
const until = async (condition: () => boolean | Promise<boolean>, what: string) => {
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(50)) if (await condition()) return;
  throw new Error(`not within 20 s: ${what}`);
};

describe('scan', () => {
  it('dns: the documented shape, one JSON document, exit 1 for a warning, 2 for a failure, 0 for what is fine', async () => {
    const degraded = await cli('scan', 'dns', '--json');
    expect(degraded.status).toBe(1);
    const report = JSON.parse(degraded.stdout);
    expect(Object.keys(report)).toEqual(
      expect.arrayContaining(['startedAt', 'durationMs', 'requests', 'lookups', 'domains']),
    );
    expect(report.domains).toHaveLength(12);
    for (const domain of report.domains) {
      expect(Object.keys(domain).sort()).toEqual(['checks', 'domain', 'mailHosting', 'overall']);
      expect(Object.keys(domain.checks).sort()).toEqual([...CHECK_NAMES].sort());
      for (const check of Object.values(domain.checks) as Record<string, unknown>[])
        expect(Object.keys(check).sort()).toEqual(
          ['expected', 'expectedHost', 'found', 'label', 'message', 'notes', 'status'].sort(),
        );
    }
    world.dns.removeRecord(BROKEN, 'MX');
    expect((await cli('scan', 'dns')).status).toBe(2);
    expect((await cli('scan', 'dns', 'atlas-legal.example')).status).toBe(0);
    expect((await cli('scan', 'dns', 'MÜLLER-bau.example')).status).toBe(0);
    expect((await cli('scan', 'dns', 'not-mine.example')).status).toBe(3);
    expect(await json('events'), 'reads only').toEqual([]);
  });

  it('dns: one API request once the store is warm', async () => {
    await cli('monitor', 'dns');
    const before = world.account.count();
    expect((await json('scan', 'dns')).requests).toBe(1);
    expect(world.account.count() - before).toBe(1);
  });

  it('usage: the documented shape, N + 1 requests, exit 2 where a threshold is reached', async () => {
    const result = await cli('scan', 'usage', '--json');
    expect(result.status).toBe(2);
    const report = JSON.parse(result.stdout);
    expect(report.requests).toBe(13);
    expect(report.mailboxes).toHaveLength(40);
    expect(Object.keys(report.mailboxes[0]).sort()).toEqual(
      [
        'domain',
        'mailbox',
        'quotaMb',
        'quotaPercent',
        'sendLimit',
        'sendPercent',
        'sent',
        'suspended',
        'usageMb',
      ].sort(),
    );
    expect(report.failedDomains).toEqual([]);
    await cli('settings', 'set', 'usage.storagePercent', '99');
    expect((await cli('scan', 'usage')).status).toBe(0);
  });
});

describe('monitor', () => {
  it('tells each problem once: event, delivery, exit 0, and silence on the next run', async () => {
    await addTarget();
    await cli('settings', 'set', 'notifications.enabled', 'true');
    const first = JSON.parse((await cli('monitor', '--json')).stdout);
    expect(first.runs.map((run: { monitor: string; ok: boolean }) => [run.monitor, run.ok])).toEqual([
      ['dns', true],
      ['usage', true],
      ['quota', true],
      ['watch', true],
    ]);
    expect(first.deliveries).toEqual({ delivered: 2, queued: 0, failed: 0, held: 0 });
    const second = await cli('monitor', '--json');
    expect(second.status).toBe(0);
    expect(JSON.parse(second.stdout).deliveries).toEqual({ delivered: 0, queued: 0, failed: 0, held: 0 });
    expect(world.receiver.received).toHaveLength(2);

    const events = await json('events');
    expect(Object.keys(events[0]).sort()).toEqual(
      ['account', 'action', 'actor', 'at', 'details', 'id', 'label', 'severity', 'target'].sort(),
    );
    const deliveries = await json('deliveries');
    expect(Object.keys(deliveries[0])).toEqual(
      expect.arrayContaining([
        'id',
        'eventId',
        'action',
        'targetId',
        'targetLabel',
        'status',
        'attempts',
        'createdAt',
        'deliveredAt',
        'nextAttemptAt',
        'lastError',
      ]),
    );
  });

  it('exit 1 while something is still queued, 2 when something failed for good', async () => {
    await addTarget();
    await cli('settings', 'set', 'notifications.enabled', 'true');
    world.receiver.answer({ kind: 'status', status: 503 });
    expect((await cli('monitor', 'dns', '--wait', '1')).status).toBe(1);
    expect((await json('deliveries'))[0]).toMatchObject({ status: 'queued', attempts: 1 });
    world.receiver.answer({ kind: 'status', status: 404 });
    world.dns.removeRecord(BROKEN, 'MX');
    const failed = await cli('monitor', 'usage', '--wait', '1');
    expect([1, 2]).toContain(failed.status);
    expect(await json('deliveries', '--status', 'delivered')).toEqual([]);
  });
});

describe('run', () => {
  it('watches, takes over changes of another process and of .env at once, and ends in order on SIGTERM', async () => {
    delete options.env.MX_API_KEY;
    writeFileSync(join(options.dataDir, '.env'), 'MX_API_KEY=wrong\n');
    options.env.MXM_SCAN_SECONDS = '2';
    const run = startCli(['run'], options);
    try {
      await until(
        async () =>
          (await json('events')).some(({ action }: { action: string }) => action === 'monitor.failed'),
        'refused credentials told',
      );
      writeFileSync(join(options.dataDir, '.env'), `MX_API_KEY=${world.fleet.account.apiKey}\n`);
      await until(
        async () =>
          (await json('events')).some(({ action }: { action: string }) => action === 'monitor.recovered'),
        'recovered',
      );

      expect((await addTarget()).status).toBe(0);
      await cli('settings', 'set', 'notifications.enabled', 'true');
      world.dns.removeRecord(BROKEN, 'MX');
      await until(
        () => world.receiver.received.some(({ body }) => JSON.stringify(body).includes(BROKEN)),
        'alert delivered',
      );

      const refused = await cli('monitor');
      expect(refused.status).toBe(3);
      expect(refused.stderr).toMatch(/process .*monitors/);
      const backup = join(options.dataDir, 'copy.db');
      expect((await cli('backup', backup)).status).toBe(0);
      const restore = await cli('restore', backup);
      expect(restore.status).toBe(3);
      expect(restore.stderr).toMatch(/Quit it first/);
    } finally {
      run.kill('SIGTERM');
    }
    const ended = await run.ended;
    expect(ended.status).toBe(0);
    expect(ended.stdout).toBe('');
    expect(ended.stderr).toMatch(/DNS problem/);
    expect((await cli('monitor')).status, 'the lock is free again').not.toBe(3);
  });
});

describe('backup and restore', () => {
  it('brings back what was there, and keeps what was replaced', async () => {
    await cli('settings', 'set', 'dns.intervalHours', '48');
    const file = join(options.dataDir, 'copy.db');
    await cli('backup', file);
    await cli('settings', 'set', 'dns.intervalHours', '12');
    const restored = await cli('restore', file);
    expect(restored.status).toBe(0);
    expect(restored.stderr).toMatch(/kept as/);
    expect((await cli('settings', 'get', 'dns.intervalHours')).stdout.trim()).toBe('48');
  });
});

describe('targets and subscriptions', () => {
  it('never prints a URL’s secret, reads it from standard input, and refuses what Apprise does not know', async () => {
    options.stdin = `json://${world.receiver.address}/secret-path?+Authorization=Bearer%20sesame-open\n`;
    const added = await cli('targets', 'add', '--label', 'Hook', '--url', '-', '--store', 'database');
    expect(added.status).toBe(0);
    options.stdin = undefined;
    const list = await cli('targets', 'list', '--json');
    for (const { stdout, stderr } of [added, list]) expect(stdout + stderr).not.toMatch(/secret-path|sesame/);
    const bad = await cli('targets', 'add', '--label', 'x', '--url', 'nosuch://thing', '--store', 'database');
    expect(bad.status).not.toBe(0);
    expect(bad.stderr.trim().split('\n')).toHaveLength(1);

    expect((await cli('targets', 'test')).status).toBe(0);
    expect(world.receiver.received[0]?.headers.authorization).toBe('Bearer sesame-open');
    world.receiver.answer({ kind: 'status', status: 401 });
    expect((await cli('targets', 'test')).status).toBe(2);

    const { id } = JSON.parse(list.stdout)[0];
    await cli('targets', 'disable', id);
    expect((await json('targets', 'list'))[0].enabled).toBe(false);
    await cli('targets', 'enable', id);
    expect((await cli('targets', 'remove', id)).status).toBe(0);
    expect(await json('targets', 'list')).toEqual([]);
    expect((await cli('targets', 'remove', id)).status).toBe(3);
  });

  it('keeps subscriptions as told; the preset ticks the destructive ones', async () => {
    expect(await json('subscriptions', 'set', 'dns.health_alert')).toEqual(['dns.health_alert']);
    expect(await json('subscriptions', 'preset', 'destructive')).toEqual(
      expect.arrayContaining([
        'domain.delete',
        'mailbox.delete',
        'forwarder.delete',
        'pointer.delete',
        'api_token.revoke',
        'spam.whitelist_remove',
        'spam.blacklist_remove',
        'dns.health_alert',
      ]),
    );
    expect(await json('subscriptions', 'remove', 'domain.delete')).not.toContain('domain.delete');
  });
});
