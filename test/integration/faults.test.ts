import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../src-shared/audit-event.ts';
import { startWorld, type World } from '../e2e/support/world.ts';
import type { Fault } from '../simulator/account-faults.ts';
import { type CliResult, runCli } from '../support/cli.ts';
import { tempFolder } from '../support/temp-db.ts';

let world: World;
let options: { dataDir: string; env: Record<string, string> };

beforeEach(async () => {
  world = await startWorld();
  const { username, server, apiKey } = world.fleet.account;
  options = {
    dataDir: tempFolder('mxm-faults-'),
    env: { ...world.env, MX_USER: username, MX_SERVER: server, MX_API_KEY: apiKey },
  };
});
afterEach(() => world.close());

const cli = (...args: string[]): Promise<CliResult> => runCli(args, options);

async function json<T>(...args: string[]): Promise<T> {
  return JSON.parse((await cli(...args, '--json')).stdout) as T;
}

/** What a person reads: one or two sentences, no code words, no stack. */
function expectPlain({ stderr, stdout }: CliResult): void {
  expect(stderr + stdout).not.toMatch(
    /\bat .*\(.*:\d+:\d+\)|node:internal|\.cjs|undefined|\[object|SQLITE_|ECONN|ENOTFOUND/,
  );
}

/** Everything that the database knows, to prove that a fault changed none of it. */
async function state(): Promise<string> {
  const { default: Database } = await import('better-sqlite3');
  const db = new Database(join(options.dataDir, 'mxroute-manager.db'), { readonly: true });
  const tables = ['domains', 'domain_checks', 'mailboxes', 'mailbox_alarms', 'events', 'outbox'];
  const rows = tables.map((table) => db.prepare(`SELECT * FROM ${table}`).all());
  db.close();
  return JSON.stringify(rows);
}

describe('the account cannot be read', () => {
  const faults: [string, Fault, RegExp][] = [
    ['500', { kind: 'status', status: 500 }, /MXroute/],
    ['HTML', { kind: 'html' }, /MXroute/],
    ['empty body', { kind: 'empty' }, /MXroute/],
    ['wrong shape', { kind: 'data', data: { odd: true } }, /MXroute/],
    ['success:false', { kind: 'refuse' }, /MXroute/],
    ['connection closed', { kind: 'close' }, /MXroute/],
  ];
  it.each(faults)('%s: a sentence, exit 3, and nothing is changed', async (_, fault, words) => {
    await cli('monitor');
    const before = await state();
    world.account.fault({ path: '/domains', fault });
    const result = await cli('monitor', 'all');
    expect(result.status).toBe(3);
    expect(result.stdout).toMatch(words);
    expectPlain(result);
    expect(await state()).toBe(before);
  });

  it('wrong credentials are told at once, as an event, and again only after they were right', async () => {
    options.env.MX_API_KEY = 'wrong-key';
    const result = await cli('monitor', 'dns');
    expect(result.status).toBe(3);
    expect(result.stdout).toMatch(/credentials/);
    expectPlain(result);
    await cli('monitor', 'dns');
    options.env.MX_API_KEY = world.fleet.account.apiKey;
    expect((await cli('monitor', 'dns')).status).toBe(0);
    const actions = (await json<AuditEvent[]>('events')).map(({ action }) => action);
    expect(actions.filter((action) => action === 'monitor.failed')).toHaveLength(1);
    expect(actions.filter((action) => action === 'monitor.recovered')).toHaveLength(1);
  });

  it('one domain that cannot be read leaves its mailboxes as they were', async () => {
    await cli('monitor', 'usage');
    world.account.fault({
      path: '/domains/oakandiron.example/email-accounts',
      fault: { kind: 'status', status: 500 },
    });
    const result = await cli('scan', 'usage', '--json');
    const report = JSON.parse(result.stdout) as { failedDomains: string[]; mailboxes: { domain: string }[] };
    expect(report.failedDomains).toEqual(['oakandiron.example']);
    expect(report.mailboxes.some(({ domain }) => domain === 'oakandiron.example')).toBe(false);
    const before = JSON.parse(await state()) as { domain: string }[][];
    await cli('monitor', 'usage');
    const after = JSON.parse(await state()) as { domain: string }[][];
    const of = (rows: { domain: string }[][]) =>
      rows[2]?.filter(({ domain }) => domain === 'oakandiron.example');
    expect(of(after)).toEqual(of(before));
  });

  // It is asked for again after a minute, by the real clock.
  it('an empty domain list where domains were known is not believed', { timeout: 180_000 }, async () => {
    await cli('monitor');
    const before = await state();
    world.account.fault({ path: '/domains', fault: { kind: 'data', data: [] } });
    const result = await cli('monitor');
    expect(result.status).toBe(3);
    expect(await state()).toBe(before);
  });
});

describe('public DNS cannot be asked', () => {
  it.each([
    ['times out', { drop: true }],
    ['SERVFAIL', { rcode: 'servfail' as const }],
    ['REFUSED', { rcode: 'refused' as const }],
    ['garbage', { garbage: true as const }],
  ])('%s: the scan says so, and no domain is called unhealthy', async (_, behaviour) => {
    await cli('monitor', 'dns');
    const before = await state();
    world.dns.behave('*', behaviour);
    const result = await cli('monitor', 'dns');
    expect(result.status).toBe(3);
    expect(result.stdout).toMatch(/DNS|resolver|network/i);
    expectPlain(result);
    expect(await state()).toBe(before);
  });

  it('one name that times out keeps its last known state: no event', async () => {
    await cli('monitor', 'dns');
    const events = (await json<AuditEvent[]>('events')).length;
    world.dns.behave('studio-lumen.example', { drop: true });
    expect((await cli('monitor', 'dns')).status).toBe(0);
    expect(await json<AuditEvent[]>('events')).toHaveLength(events);
  });
});

describe('this computer', () => {
  it('an unwritable data folder is named, with what to do', async () => {
    const file = join(options.dataDir, 'a-file');
    writeFileSync(file, '');
    const result = await runCli(['settings', 'list'], { ...options, dataDir: join(file, 'data') });
    expect(result.status).toBe(3);
    expect(result.stderr).toMatch(/cannot be written.*MXM_DATA_DIR/s);
    expectPlain(result);
  });

  it('a corrupt database is set aside, the backup is restored, and the command still answers', async () => {
    await cli('monitor');
    const [backup] = readdirSync(join(options.dataDir, 'backups'));
    expect(backup, 'made by `monitor`').toMatch(/^mxroute-manager-\d{4}-\d\d-\d\d\.db$/);
    const file = join(options.dataDir, 'mxroute-manager.db');
    writeFileSync(file, Buffer.alloc(statSync(file).size, 0x5a));
    const result = await cli('events', '--json');
    expect(result.status).toBe(0);
    expect(result.stderr).toMatch(/damaged.*set aside.*The backup of \d{4}-\d\d-\d\d was restored/s);
    expect((JSON.parse(result.stdout) as unknown[]).length).toBeGreaterThan(0);
    expect(readdirSync(options.dataDir).some((name) => name.includes('.corrupt-'))).toBe(true);
  });

  it('a malformed .env is told by line, and its good lines count', async () => {
    writeFileSync(join(options.dataDir, '.env'), 'this is not right\nDMARC_RECORD="v=DMARC1; p=reject"\n');
    const result = await cli('settings', 'get', 'dns.dmarcDefault');
    expect(result.stdout.trim()).toBe('v=DMARC1; p=reject');
    expect(result.stderr).toMatch(/Line 1 .*ignored/);
  });

  it('absurd settings are refused with a reason, in the shell and in the environment', async () => {
    const refused = await cli('settings', 'set', 'dns.intervalHours', '100000');
    expect(refused.status).toBe(64);
    expect(refused.stderr).toMatch(/at most 168/);
    options.env.MXM_DNS_SERVERS = 'nonsense!!';
    expect((await cli('settings', 'get', 'dns.resolvers')).stderr).toMatch(/MXM_DNS_SERVERS must be host/);
  });

  it('without a keychain says so and stores nothing, and the other homes of a secret work', async () => {
    const url = `json://${world.receiver.address}/x`;
    const refused = await cli('targets', 'add', '--label', 'A', '--url', url);
    expect(refused.status).toBe(3);
    expect(refused.stderr).toMatch(/keychain/i);
    expectPlain(refused);
    expect(await json('targets', 'list')).toEqual([]);
    expect((await cli('targets', 'add', '--label', 'A', '--url', url, '--store', 'database')).status).toBe(0);
  });

  it('files are for this user only', async () => {
    await cli('monitor');
    chmodSync(options.dataDir, 0o755);
    await cli('events');
    expect(statSync(options.dataDir).mode & 0o077).toBe(0);
    for (const name of readdirSync(options.dataDir)) {
      const path = join(options.dataDir, name);
      expect(statSync(path).mode & 0o077, name).toBe(0);
    }
    expect(readFileSync(join(options.dataDir, 'logs', 'mxroute-manager.log'), 'utf8')).toContain(
      'Scan finished',
    );
  });
});

describe('bad usage', () => {
  it.each([
    [['nonsense'], /unknown command "nonsense"/],
    [['scan'], /scan what/],
    [['scan', 'everything'], /cannot scan "everything"/],
    [['scan', 'dns', '--jsn'], /--jsn/],
    [['monitor', 'forwarders'], /one of dns, usage, watch, all/],
    [['monitor', '--wait', 'long'], /--wait must be a whole number/],
    [['targets', 'add', '--label', 'x'], /--url or --service is missing/],
    [['targets', 'add', '--label', 'x', '--url', 'json://h', '--store', 'cloud'], /--store must be one of/],
    [['targets', 'explode'], /targets cannot "explode"/],
    [['subscriptions', 'add', 'no.such'], /no action "no.such"/],
    [['settings', 'get', 'no.such'], /no setting "no.such"/],
    [['settings', 'set', 'dns.enabled'], /value is missing/],
    [['events', '--since', 'yesterday-ish'], /--since is not a time/],
    [['deliveries', '--status', 'lost'], /--status must be one of/],
    [['backup'], /file is missing/],
  ])('%j: exit 64 and one line on stderr', async (args, words) => {
    const result = await runCli(args, options);
    expect(result.status).toBe(64);
    expect(result.stdout).toBe('');
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
    expect(result.stderr).toMatch(words);
  });
});
