import { describe, expect, it } from 'vitest';
import { domains } from '../../../src-main/cli/commands/domains.ts';
import type { DomainAdvice } from '../../../src-shared/dns-advice.ts';
import {
  CHECK_LABELS,
  CHECK_NAMES,
  type CheckName,
  type CheckStatus,
} from '../../../src-shared/dns-health.ts';
import type { DomainDetail, DomainRow } from '../../../src-shared/views/domains.ts';
import { type Fake, runCommand } from './support.ts';

const statuses = (change: Partial<Record<CheckName, CheckStatus>> = {}) =>
  Object.fromEntries(CHECK_NAMES.map((name) => [name, change[name] ?? 'pass'])) as DomainRow['checks'];

const row = (domain: string, change: Partial<DomainRow> = {}): DomainRow => ({
  account: 'default',
  domain,
  overall: 'healthy',
  mailHosting: true,
  checks: statuses(),
  checkedAt: '2026-05-03T10:00:00.000Z',
  since: '2026-05-01T10:00:00.000Z',
  mailboxes: 3,
  fullest: { mailbox: `info@${domain}`, quotaPercent: 91.25, usageMb: 934, quotaMb: 1024, alarm: true },
  ...change,
});

const detail = (change: Partial<DomainDetail> = {}): DomainDetail => ({
  ...row('acme.example', { overall: 'unhealthy' }),
  checks: Object.fromEntries(
    CHECK_NAMES.map((name) => [
      name,
      {
        status: name === 'spf' ? 'fail' : name === 'webmail' ? 'skipped' : 'pass',
        label: CHECK_LABELS[name],
        expectedHost: 'acme.example',
        expected: ['v=spf1 include:mxroute.com -all'],
        found: [],
        message: name === 'spf' ? 'No SPF record is published.' : 'As it should be.',
        notes: name === 'mx' ? ['mx.other.example is listed behind MXroute.'] : [],
      },
    ]),
  ) as unknown as DomainDetail['checks'],
  troubleSince: '2026-05-01T10:00:00.000Z',
  policy: { dmarcRecord: 'v=DMARC1; p=reject', acceptedMxHosts: ['mx.filter.example'] },
  dmarcDefault: 'v=DMARC1; p=none',
  history: [],
  advice: null,
  ...change,
});

const advice: DomainAdvice = {
  checkedAt: '2026-05-03T10:00:00.000Z',
  results: [
    {
      name: 'caa',
      label: 'CAA',
      status: 'advice',
      message: 'No CAA record is published.',
      why: 'Any authority may issue certificates.',
      found: ['0 issue "ca.example"'],
    },
    { name: 'dnssec', label: 'DNSSEC', status: 'good', message: 'The zone is signed.', why: 'x', found: [] },
  ],
};

const fleet = [
  row('acme.example', { overall: 'unhealthy', checks: statuses({ spf: 'fail', dkim: 'warn' }) }),
  row('müller.example', { fullest: null, mailboxes: 0, mailHosting: undefined, checkedAt: null }),
];
const fake: Fake = {
  answers: {
    'domains.list': fleet,
    'domains.get': detail(),
    'domains.setPolicy': detail({ policy: { dmarcRecord: null, acceptedMxHosts: [] } }),
    'domains.advise': advice,
  },
};
const run = (line: string, more: Fake = fake) => runCommand(domains, words(line), more);
/** Words, of which those in quotes stay together. */
const words = (line: string) => (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replace(/^"|"$/g, ''));

describe('domains list', () => {
  it('tells state, mail, mailboxes, the fullest, when, and what is not in order', async () => {
    const { stdout, status } = await run('list');
    const [head, first, second] = stdout.split('\n');
    expect(head).toMatch(/^DOMAIN +STATE +MAIL +MAILBOXES +FULLEST +CHECKED +NOT IN ORDER$/);
    expect(first).toMatch(
      /^acme\.example +unhealthy +on +3 +91\.3 % +2026-05-03T10:00:00\.000Z +SPF fail, DKIM warn$/,
    );
    expect(second).toMatch(/^müller\.example +healthy +\? +0 +– +never +–$/);
    expect(status).toBe(0);
  });
  it('narrows by state, and leaves no field of the shape out', async () => {
    expect(JSON.parse((await run('--status healthy --json')).stdout)).toEqual([
      { ...fleet[1], mailHosting: null },
    ]);
  });
  it('names the account once there are two', async () => {
    const two = [row('a.example'), row('a.example', { account: 'second' })];
    const { stdout } = await run('list', { answers: { 'domains.list': two } });
    expect(stdout.split('\n')[2]).toMatch(/^second +a\.example/);
    const one = await run('list --account second --json', { answers: { 'domains.list': two } });
    expect(JSON.parse(one.stdout)).toHaveLength(1);
  });
  it('says what to do where nothing is known yet', async () => {
    expect((await run('list', { answers: { 'domains.list': [] } })).stderr).toMatch(/"monitor dns" looks/);
  });
});

describe('domains show', () => {
  it('tells what is expected and found where it matters, and its policy', async () => {
    const { stdout, calls } = await run('show ACME.example.');
    expect(calls.at(-1)).toEqual(['domains.get', { account: 'default', domain: 'acme.example' }]);
    expect(stdout).toContain('unhealthy since 2026-05-01T10:00:00.000Z');
    expect(stdout).toContain(
      [
        'SPF fail: No SPF record is published.',
        '  expected at acme.example: v=spf1 include:mxroute.com -all',
        '  found: nothing',
        'DKIM pass: As it should be.',
      ].join('\n'),
    );
    expect(stdout).toContain('MX pass: As it should be.\n  mx.other.example is listed behind MXroute.');
    expect(stdout).not.toContain('Webmail');
    expect(stdout).toMatch(/DMARC policy +v=DMARC1; p=reject/);
    expect(stdout).toMatch(/Also accepted MX hosts +mx\.filter\.example/);
  });
  it('finds an international name in either form', async () => {
    const { calls } = await run('show xn--mller-kva.example');
    expect(calls.at(-1)?.[1]).toEqual({ account: 'default', domain: 'müller.example' });
  });
  it('says so where no account has it, and asks which where two have it', async () => {
    const none = await run('show other.example');
    expect([none.status, none.stderr]).toEqual([
      3,
      'No account has other.example, as far as the last scan knows.\n',
    ]);
    const both = { answers: { 'domains.list': [row('a.example'), row('a.example', { account: 'second' })] } };
    const asked = await run('show a.example', both);
    expect([asked.status, asked.stderr]).toEqual([
      64,
      'a.example is in several accounts: --account default or second\n',
    ]);
  });
});

describe('domains policy', () => {
  it('shows it, and changes nothing', async () => {
    const { stdout, calls } = await run('policy acme.example --json');
    expect(JSON.parse(stdout)).toEqual({
      domain: 'acme.example',
      dmarcRecord: 'v=DMARC1; p=reject',
      acceptedMxHosts: ['mx.filter.example'],
      dmarcDefault: 'v=DMARC1; p=none',
    });
    expect(calls.map(([channel]) => channel)).toEqual(['domains.list', 'domains.get']);
  });
  it.each<[string, string | null, string[]]>([
    ['--dmarc "v=DMARC1; p=quarantine"', 'v=DMARC1; p=quarantine', ['mx.filter.example']],
    ['--default', null, ['mx.filter.example']],
    ['--accept-mx mx.one.example', 'v=DMARC1; p=reject', ['mx.one.example']],
    ['--accept-mx one.example two.example', 'v=DMARC1; p=reject', ['one.example', 'two.example']],
    ['--accept-mx one.example --accept-mx two.example', 'v=DMARC1; p=reject', ['one.example', 'two.example']],
    ['--default --accept-mx none', null, []],
  ])('%s: what is not given stays', async (flags, dmarcRecord, acceptedMxHosts) => {
    const { calls, stderr } = await run(`policy acme.example ${flags}`);
    expect(calls.at(-1)).toEqual([
      'domains.setPolicy',
      { account: 'default', domain: 'acme.example', dmarcRecord, acceptedMxHosts },
    ]);
    expect(stderr).toBe('The next scan of the domain goes by it.\n');
  });
  it('passes on why a record is refused', async () => {
    const refused = { ok: false, code: 'invalid', message: 'The record must begin with v=DMARC1.' };
    const answers = { ...fake.answers, 'domains.setPolicy': refused };
    const { status, stderr } = await run('policy acme.example --dmarc nonsense', { answers });
    expect([status, stderr]).toEqual([64, 'The record must begin with v=DMARC1.\n']);
  });
});

describe('domains advise', () => {
  it('looks now, says what could be better and why, and exits with 0: advice never counts', async () => {
    const { stdout, status } = await run('advise acme.example');
    expect(stdout).toBe(
      [
        '! CAA: No CAA record is published.',
        '    Any authority may issue certificates.',
        '    found: 0 issue "ca.example"',
        '✓ DNSSEC: The zone is signed.',
        '',
      ].join('\n'),
    );
    expect(status).toBe(0);
    expect(JSON.parse((await run('advise acme.example --json')).stdout)).toEqual(advice);
  });
});

describe('bad usage of domains', () => {
  it.each([
    'rename a.example',
    'list extra',
    'list --dmarc x',
    'list --status broken',
    'show',
    'show a.example b.example',
    'show a.example --default',
    'policy a.example --dmarc x --default',
    'policy acme.example --dmarc ""',
    'policy acme.example --accept-mx none one.example',
    'advise',
    'constructor',
  ])('%s: exit 64, and nothing is changed', async (line) => {
    const { status, stderr, calls } = await run(line);
    expect(status).toBe(64);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(calls.map(([channel]) => channel)).not.toContain('domains.setPolicy');
  });
});
