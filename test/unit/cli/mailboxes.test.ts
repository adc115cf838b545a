import { describe, expect, it } from 'vitest';
import { mailboxes } from '../../../src-main/cli/commands/mailboxes.ts';
import { quota } from '../../../src-main/cli/commands/quota.ts';
import type { AccountQuotaView } from '../../../src-shared/views/accounts.ts';
import type { MailboxDetail, MailboxRow } from '../../../src-shared/views/mailboxes.ts';
import { type Fake, runCommand } from './support.ts';

const row = (mailbox: string, change: Partial<MailboxRow> = {}): MailboxRow => ({
  account: 'default',
  mailbox,
  domain: 'acme.example',
  quotaMb: 1_024,
  usageMb: 972,
  sendLimit: 400,
  sent: 12,
  suspended: false,
  quotaPercent: 94.92,
  sendPercent: 3,
  readAt: '2026-05-03T10:00:00.000Z',
  alarms: ['storage'],
  ...change,
});
const list = (line: string, fake: Fake) => runCommand(mailboxes, line.split(' ').filter(Boolean), fake);
const pageOf = (...rows: MailboxRow[]): Fake => ({
  answers: { 'mailboxes.page': { rows, total: rows.length, above: 0 } },
});

describe('mailboxes list', () => {
  it('tells storage, sends and alarms, the fullest first', async () => {
    const free = row('b@acme.example', {
      ...{ quotaMb: 0, quotaPercent: undefined, sent: undefined, sendPercent: undefined },
      ...{ alarms: [], suspended: true },
    });
    const { stdout, calls } = await list('', pageOf(row('a@acme.example'), free));
    const lines = stdout.split('\n');
    expect(lines[1]).toMatch(/^a@acme\.example +94\.9 % +972 +1024 +3\.0 % +2026-05-03T\S+ +storage alarm$/);
    expect(lines[2]).toMatch(/^b@acme\.example +– +972 +unlimited +– +2026-05-03T\S+ +suspended$/);
    expect(calls).toEqual([['mailboxes.page', { sort: 'storage', descending: true, offset: 0, limit: 500 }]]);
  });

  it.each<[string, object]>([
    ['--above --domain ACME.example', { aboveOnly: true, domain: 'acme.example', sort: 'storage' }],
    ['--sort mailbox', { sort: 'mailbox', descending: false }],
    ['--sort sends --reverse', { sort: 'sends', descending: false }],
    ['--text ann --account second --limit 7', { text: 'ann', account: 'second', limit: 7 }],
  ])('%s', async (line, expected) => {
    const { calls } = await list(line, pageOf());
    expect(calls[0]?.[1]).toMatchObject(expected);
  });

  it('reads page by page, and says what the limit left out', async () => {
    const answers = {
      'mailboxes.page': ({ offset, limit }: { offset: number; limit: number }) => ({
        rows: Array.from({ length: Math.min(limit, 1_300 - offset) }, (_, index) =>
          row(`u${offset + index}@acme.example`),
        ),
        total: 1_300,
        above: 0,
      }),
    };
    const all = await list('--json', { answers });
    const names = (JSON.parse(all.stdout) as MailboxRow[]).map(({ mailbox }) => mailbox);
    expect([names.length, new Set(names).size, all.calls.length]).toEqual([1_300, 1_300, 3]);
    expect((await list('--limit 600', { answers })).stderr).toBe('700 more; --limit gives more of them.\n');
  });

  it.each(['--sort size', '--limit 0', 'list extra', 'rename a', 'show', 'show a@b --above', '--percent 3'])(
    '%s: exit 64',
    async (line) => {
      const { status, opened } = await list(line, pageOf());
      expect([status, opened]).toEqual([64, false]);
    },
  );
});

describe('mailboxes show', () => {
  const detail: MailboxDetail = {
    ...row('a@acme.example'),
    storageThreshold: 90,
    sendThreshold: 85,
    alarmsSince: { storage: '2026-05-02T10:00:00.000Z' },
    samples: [{ at: '2026-04-03T10:00:00.000Z', usageMb: 500 }],
    forecast: { mbPerDay: 12, daysUntilFull: 4.4 },
  };
  const accounts = { accounts: [{ id: 'default' }, { id: 'second' }] };
  const unknown = { ok: false, code: 'not_found', message: 'no' };

  it('tells usage, thresholds, alarms and forecast, whichever account has it', async () => {
    const { stdout, calls } = await list('show A@acme.example', {
      answers: {
        'overview.get': accounts,
        'mailboxes.get': ({ account }: { account: string }) => (account === 'second' ? detail : unknown),
      },
    });
    expect(calls.at(-1)).toEqual(['mailboxes.get', { account: 'second', mailbox: 'a@acme.example' }]);
    expect(stdout).toMatch(/Storage +972 of 1024 MB \(94\.9 %\)/);
    expect(stdout).toMatch(/Sent today +12 of 400 \(3\.0 %\)/);
    expect(stdout).toMatch(/Alerts at +90 % storage, 85 % sends/);
    expect(stdout).toMatch(/storage alarm +since 2026-05-02/);
    expect(stdout).toMatch(/Forecast +full in about 4 days/);
    expect(stdout).toMatch(/History +1 reading since 2026-04-03/);
  });

  it('says so where none has it', async () => {
    const answers = { 'overview.get': accounts, 'mailboxes.get': unknown };
    const { status, stderr } = await list('show x@acme.example', { answers });
    expect([status, stderr]).toEqual([
      3,
      'No account has x@acme.example, as far as the last reading knows.\n',
    ]);
    expect((await list('show x@acme.example --account third', { answers })).stderr).toBe(
      'There is no account third.\n',
    );
  });
});

describe('quota', () => {
  const view = (change: Partial<AccountQuotaView> = {}): AccountQuotaView => ({
    account: 'default',
    usedBytes: 92 * 1024 ** 3,
    limitBytes: 100 * 1024 ** 3,
    percent: 92,
    breakdown: { email: 91 * 1024 ** 3, web: 1024 ** 3, databases: 0 },
    grace: { daysRemaining: 1, deadline: null },
    countedAt: null,
    readAt: '2026-05-03T10:00:00.000Z',
    thresholdPercent: 90,
    alarmSince: '2026-05-03T10:00:00.000Z',
    ...change,
  });
  const of = (...quotas: AccountQuotaView[]) =>
    runCommand(quota, [], {
      answers: { 'overview.get': { quotas, accounts: [{ id: 'default', label: 'alice at eagle' }] } },
    });

  it('tells used, by what, threshold and grace period; 2 at the threshold', async () => {
    const { stdout, status } = await of(view());
    expect(stdout).toMatch(/^alice at eagle\n/);
    expect(stdout).toMatch(/Used +92\.0 GB of 100\.0 GB \(92\.0 %\)/);
    expect(stdout).toMatch(/By +email 91\.0 GB, web 1\.0 GB\n/);
    expect(stdout).toMatch(/Grace period +1 day left/);
    expect(stdout).toMatch(/In alarm since +2026-05-03/);
    expect(status).toBe(2);
  });
  it('0 below it, also where an alarm has not ended yet, and where there is no limit', async () => {
    expect((await of(view({ percent: 88 }))).status).toBe(0);
    const unlimited = await of(view({ percent: undefined, limitBytes: 0, grace: null, breakdown: {} }));
    expect(unlimited.status).toBe(0);
    expect(unlimited.stdout).toMatch(/Used +92\.0 GB unlimited/);
  });
  it('says what reads it where nothing was read yet', async () => {
    const { status, stderr } = await of();
    expect([status, stderr]).toEqual([
      3,
      'The storage of the account was not read yet: "monitor usage" reads it.\n',
    ]);
  });
});
