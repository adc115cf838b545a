import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../src-shared/audit-event.ts';
import type { AccountQuotaView } from '../../src-shared/views/accounts.ts';
import type { DomainDetail, DomainRow } from '../../src-shared/views/domains.ts';
import type { MailboxRow } from '../../src-shared/views/mailboxes.ts';
import { startWorld, type World } from '../e2e/support/world.ts';
import { type CliResult, runCli } from '../support/cli.ts';
import { tempFolder } from '../support/temp-db.ts';

const GONE = 'market@greenfield-farm.example';
const TIMEOUT_MS = 60_000;
/** What is missing is looked at again after a minute. */
const SECOND_LOOK_MS = 65_000;
let world: World;
let dataDir: string;
let env: Record<string, string>;

beforeEach(async () => {
  world = await startWorld();
  const { username, server, apiKey } = world.fleet.account;
  dataDir = tempFolder('mxm-cli-');
  env = { ...world.env, MX_USER: username, MX_SERVER: server, MX_API_KEY: apiKey };
});
afterEach(() => world.close());

const cli = (line: string): Promise<CliResult> =>
  runCli(
    (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replace(/^"|"$/g, '')),
    { dataDir, env },
  );
const json = async <T>(line: string): Promise<T> => JSON.parse((await cli(`${line} --json`)).stdout) as T;
interface Monitored {
  runs: { monitor: string; ok: boolean; events: AuditEvent[] }[];
}
const kinds = ({ runs }: Monitored) => runs.map(({ monitor, ok }) => [monitor, ok]);

describe('monitor', () => {
  it(
    'usage reads the account’s storage too; watch tells what somebody did in the panel, once',
    async () => {
      expect(kinds(await json('monitor usage'))).toEqual([
        ['usage', true],
        ['quota', true],
      ]);
      const baseline = await json<Monitored>('monitor watch');
      expect(kinds(baseline)).toEqual([['watch', true]]);
      expect(baseline.runs[0]?.events).toEqual([]);
      world.account.deleteMailbox(GONE);
      world.account.account.whitelist.add('*@flour-mill.example');
      const after = await json<Monitored>('monitor watch');
      expect(
        after.runs[0]?.events.map(({ action, target, actor }) => [action, target, actor]).sort(),
      ).toEqual([
        ['mailbox.delete', GONE, 'MXroute account'],
        ['spam.whitelist_add', '*@flour-mill.example', 'MXroute account'],
      ]);
      expect((await json<Monitored>('monitor watch')).runs[0]?.events).toEqual([]);

      // A new data folder is told of all of them, as the account's set-up subscribes them.
      expect(await json('subscriptions')).toEqual(
        expect.arrayContaining(['mailbox.delete', 'domain.create']),
      );
      const found = (line: string) =>
        json<AuditEvent[]>(`events ${line}`).then((all) => all.map((e) => e.target));
      expect(await found('--text market')).toEqual([GONE]);
      expect(await found('--group Mailboxes --action mailbox.delete,mailbox.create')).toEqual([GONE]);
      expect(await found(`--group Spam --since ${new Date(0).toISOString()}`)).toEqual([
        '*@flour-mill.example',
      ]);
      expect(await found(`--text market --until ${new Date(0).toISOString()}`)).toEqual([]);
      const { stdout } = await cli('events --text market --csv');
      expect(stdout.split('\r\n')).toEqual([
        'id,time,severity,label,action,actor,target,account,details',
        expect.stringContaining(`,warning,Mailbox deleted,mailbox.delete,MXroute account,${GONE},default,`),
        '',
      ]);
    },
    TIMEOUT_MS + SECOND_LOOK_MS,
  );
});

describe('quota', () => {
  it(
    'says that nothing was read yet, then what was, and exits with 2 at the threshold',
    async () => {
      expect(await cli('quota')).toMatchObject({
        status: 3,
        stderr: expect.stringContaining('"monitor usage"'),
      });
      await cli('monitor usage');
      expect((await cli('quota')).status).toBe(0);
      await cli('settings set usage.accountPercent 50');
      const high = await cli('quota --json');
      const [one] = JSON.parse(high.stdout) as AccountQuotaView[];
      expect([high.status, one?.thresholdPercent, one?.account]).toEqual([2, 50, 'default']);
      expect(one?.percent).toBeGreaterThan(50);
    },
    TIMEOUT_MS,
  );
});

describe('domains', () => {
  it(
    'list, show and policy, by the last scan; a policy holds for the next one',
    async () => {
      world.dns.removeRecord('studio-lumen.example', 'MX');
      await cli('monitor dns');
      const rows = await json<DomainRow[]>('domains');
      expect([rows.length, rows[0]?.domain, rows[0]?.overall]).toEqual([
        12,
        'studio-lumen.example',
        'unhealthy',
      ]);
      const shown = await cli('domains show studio-lumen.example');
      expect(shown.stdout).toMatch(/MX fail: .*\n {2}expected at studio-lumen\.example: 10 eagle/);

      expect((await cli('domains policy xn--mller-bau-9db.example')).status).toBe(3);
      const set = await cli(
        'domains policy müller-bau.example --dmarc "v=DMARC1; p=reject" --accept-mx mx.filter.example',
      );
      expect([set.status, set.stderr]).toEqual([0, 'The next scan of the domain goes by it.\n']);
      await cli('monitor dns');
      const detail = await json<DomainDetail>('domains show müller-bau.example');
      expect(detail.policy).toEqual({
        dmarcRecord: 'v=DMARC1; p=reject',
        acceptedMxHosts: ['mx.filter.example'],
      });
      expect(detail.checks.dmarc.status, 'p=none is published').toBe('warn');
      expect(await json('domains policy müller-bau.example --default --accept-mx none')).toMatchObject({
        dmarcRecord: null,
        acceptedMxHosts: [],
      });
      expect((await cli('domains policy müller-bau.example --dmarc nonsense')).status).toBe(64);
    },
    TIMEOUT_MS,
  );
});

describe('mailboxes', () => {
  it(
    'lists the fullest first, narrows, and shows one',
    async () => {
      await cli('monitor usage');
      const all = await json<MailboxRow[]>('mailboxes');
      expect([all.length, all[0]?.mailbox]).toEqual([40, 'scans@kestrel-consulting.example']);
      expect(await json('mailboxes list --above')).toHaveLength(1);
      const own = await json<MailboxRow[]>('mailboxes list --domain harbor-books.example --sort mailbox');
      expect(own.map(({ mailbox }) => mailbox.split('@')[0])).toEqual([
        ...['anna', 'info', 'newsletter', 'orders', 'returns', 'tom'],
      ]);
      const shown = await cli('mailboxes show SCANS@kestrel-consulting.example');
      expect(shown.stdout).toMatch(/Storage +1946 of 2048 MB \(95\.0 %\)/);
      expect((await cli('mailboxes show nobody@kestrel-consulting.example')).status).toBe(3);
    },
    TIMEOUT_MS,
  );
});

describe('deliveries --target', () => {
  it(
    'tells what one target got',
    async () => {
      const url = `json://${world.receiver.address}/hook`;
      for (const label of ['one', 'two'])
        await cli(`targets add --label ${label} --url ${url} --store database`);
      await cli('settings set notifications.enabled true');
      await cli('monitor usage');
      const all = await json<{ targetId: string; targetLabel: string }[]>('deliveries');
      const [first] = all;
      const own = await json<{ targetLabel: string }[]>(`deliveries --target ${first?.targetId}`);
      expect(all.length).toBe(2 * own.length);
      expect(new Set(own.map(({ targetLabel }) => targetLabel))).toEqual(new Set([first?.targetLabel]));
    },
    TIMEOUT_MS,
  );
});
