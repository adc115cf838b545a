import { describe, expect, it } from 'vitest';
import { targets } from '../../../src-main/cli/commands/targets.ts';
import type { ServiceDescription } from '../../../src-shared/service-catalogue.ts';
import { type Fake, runCommand, target } from './support.ts';

const run = (line: string | string[], fake: Fake = {}) =>
  runCommand(targets, typeof line === 'string' ? line.split(' ') : line, {
    ...fake,
    answers: { 'targets.save': target(), 'targets.duplicate': target({ id: 't2' }), ...fake.answers },
  });

const part = (name: string, more: Partial<ServiceDescription['parts'][number]>) => ({
  ...{ role: 'token' as const, name, label: name, kind: 'string' as const, required: true, private: false },
  ...{ default: null, choices: [], delim: [], prefix: '', group: [], min: null, max: null, pattern: null },
  ...more,
});
const CATALOGUE = {
  version: '2.1.0',
  services: [
    {
      schema: 'acmes',
      schemes: ['acmes', 'acme'],
      label: 'Acme Chat',
      setupUrl: 'https://example.com/acme',
      missing: null,
      templates: ['{schema}://{token}/{room}'],
      pasteOnly: [],
      parts: [part('token', { private: true }), part('room', {})],
    },
  ],
};

describe('targets add', () => {
  it('builds from fields; secrets come from standard input in the order of the flags', async () => {
    const { calls, stdout, status } = await run(
      'add --label Team --service discord --field webhookToken=- --field webhookId=42 --store database',
      { stdin: 'the-secret\nnot-asked-for\n' },
    );
    expect(status).toBe(0);
    expect(calls).toEqual([
      [
        'targets.save',
        {
          label: 'Team',
          store: 'database',
          service: 'discord',
          fields: { webhookToken: 'the-secret', webhookId: '42' },
        },
      ],
    ]);
    expect(stdout).toBe('t1  Phone  ntfys://••••\n');
  });

  it('two secrets: two lines', async () => {
    const { calls } = await run('add --label P --service pushover --field userKey=- --field apiToken=-', {
      stdin: 'first\r\nsecond\r\n',
    });
    const [, draft] = calls[0] as [string, { fields: Record<string, string> }];
    expect(Object.values(draft.fields)).toEqual(['first', 'second']);
  });

  it('refuses a secret on the command line, says how, and repeats nothing of it', async () => {
    const { status, stderr, opened } = await run(
      'add --label T --service discord --field webhookId=42 --field webhookToken=hunter2',
    );
    expect(status).toBe(64);
    expect(stderr).toMatch(/webhookToken is secret: give --field webhookToken=- .* standard input/);
    expect(stderr).not.toContain('hunter2');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(opened, 'bad usage touches nothing').toBe(false);
  });

  it.each([
    ['add --label T', /--url or --service is missing/],
    ['add --url json://host', /--label is missing/],
    ['add --label T --url json://h --service ntfy', /either --url or --service/],
    ['add --label T --service ntfy --field nosuch=1', /no field "nosuch"; it has server, topic, /],
    ['add --label T --service ntfy --field topic', /--field must be like NAME=VALUE/],
    ['add --label T --service ntfy --field topic=a --field topic=b', /topic is given twice/],
    ['add --label T --url - --events dns.health_alert,nosuch', /no action "nosuch"/],
    ['add --label T --url - --events', /events/],
    ['add --label T --url - --min-severity loud', /--min-severity must be one of info, warning, failure/],
    ['add --label T --url - --store cloud', /--store must be one of/],
    ['add --label T --url -', /the URL is missing on standard input \(line 1\)/],
    ['add --label T --service discord --field webhookToken=-', /webhookToken is missing on standard input/],
    ['explode', /targets cannot "explode"/],
    ['enable', /the target’s ID is missing/],
    ['enable t1 --label x', /targets enable takes no --label/],
    ['edit t1', /edit what\?/],
    ['move t1', /--store is missing/],
    ['move t1 --store env --label x', /move takes --store and --variable only, not --label/],
  ])('%s: exit 64, one line, nothing touched', async (line, message) => {
    const { status, stderr, calls } = await run(line);
    expect(status).toBe(64);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(calls.filter(([channel]) => channel !== 'services.list')).toEqual([]);
  });

  it('an argument too many may be a secret: it is not repeated', async () => {
    const { status, stderr } = await run('add hunter2 --label T --url -');
    expect(status).toBe(64);
    expect(stderr).not.toContain('hunter2');
  });

  it('a target of its own events and severity, its token in a variable', async () => {
    const { calls } = await run(
      'add --label T --url - --store env --variable APPRISE_CRED_NTFY_HOME --events dns.health_alert,mailbox.delete --min-severity failure',
      { stdin: 'ntfys://tk_x@ntfy.sh/a\n' },
    );
    expect(calls[0]?.[1]).toEqual({
      label: 'T',
      store: 'env',
      service: 'custom',
      url: 'ntfys://tk_x@ntfy.sh/a',
      envVariable: 'APPRISE_CRED_NTFY_HOME',
      events: ['dns.health_alert', 'mailbox.delete'],
      minimumSeverity: 'failure',
    });
  });

  it.each(['apprise:acmes', 'acme', 'ACMES'])(
    'a service of Apprise by %s, its secrets guarded too',
    async (name) => {
      const answers = { 'services.list': CATALOGUE };
      const done = await run(`add --label A --service ${name} --field token=- --field room=lobby`, {
        answers,
        stdin: 'seals\n',
      });
      expect(done.stderr).toBe('');
      expect(done.calls.at(-1)?.[1]).toMatchObject({
        service: 'apprise:acmes',
        fields: { token: 'seals', room: 'lobby' },
      });
      const open = await run(`add --label A --service ${name} --field token=hunter2`, { answers });
      expect([open.status, open.stderr.includes('hunter2')]).toEqual([64, false]);
    },
  );
  it('an unknown service is bad usage; without Apprise only own ones can be built', async () => {
    const unknown = await run('add --label A --service nosuch', { answers: { 'services.list': CATALOGUE } });
    expect([unknown.status, unknown.stderr]).toEqual([64, expect.stringMatching(/no service "nosuch"/)]);
    const none = await run('add --label A --service matrix', {
      answers: { 'services.list': { version: null, services: [] } },
    });
    expect([none.status, none.stderr]).toEqual([3, expect.stringMatching(/Apprise is not installed/)]);
  });

  it.each([
    ['required', 64],
    ['invalid', 64],
    ['keychain', 3],
    ['refused', 3],
  ])('what the engine refuses as %s: exit %i', async (code, status) => {
    const answer = { ok: false, code, message: 'Webhook ID is needed.', field: 'webhookId' };
    const ran = await run('add --label A --service discord', { answers: { 'targets.save': answer } });
    expect([ran.status, ran.stderr]).toEqual([status, 'Webhook ID is needed.\n']);
  });
});

describe('targets edit, move, duplicate', () => {
  const stored = target({ store: 'env', envVariable: 'APPRISE_CRED_NTFY', events: ['dns.health_alert'] });
  const edit = (line: string, fake: Fake = {}) => run(line, { targets: [stored], ...fake });

  it('changes only what is given: the rest is as stored, the secret left alone', async () => {
    const { calls } = await edit('edit t1 --label Tablet');
    expect(calls[0]?.[1]).toEqual({
      id: 't1',
      label: 'Tablet',
      service: 'ntfy',
      store: 'env',
      envVariable: 'APPRISE_CRED_NTFY',
    });
  });
  it('one field: the others as they are', async () => {
    const { calls } = await edit('edit t1 --field priority=low');
    expect(calls[0]?.[1]).toMatchObject({
      service: 'ntfy',
      fields: { server: 'ntfy.sh', topic: 'my-alerts', priority: 'low', token: '' },
    });
  });
  it('a new secret comes from standard input', async () => {
    const { calls } = await edit('edit t1 --field token=-', { stdin: 'tk_new\n' });
    expect(calls[0]?.[1]).toMatchObject({ fields: { topic: 'my-alerts', token: 'tk_new' } });
  });
  it('another address, all events again', async () => {
    const { calls } = await edit('edit t1 --url - --events all', { stdin: 'json://host\n' });
    expect(calls[0]?.[1]).toMatchObject({ id: 't1', service: 'custom', url: 'json://host', events: null });
  });
  it('another service begins with an empty form', async () => {
    const { calls } = await edit('edit t1 --service discord --field webhookId=1 --field webhookToken=-', {
      stdin: 'x\n',
    });
    expect((calls[0]![1] as { fields: unknown }).fields).toEqual({ webhookId: '1', webhookToken: 'x' });
  });
  it('an address that the form cannot hold needs --url; an unknown ID is exit 3', async () => {
    const odd = await run('edit t1 --field topic=a', { targets: [target({ fields: null })] });
    expect([odd.status, odd.stderr]).toEqual([3, expect.stringMatching(/give --url/)]);
    expect((await edit('edit none --label x')).status).toBe(3);
  });
  it('move: store and variable only', async () => {
    const { calls } = await edit('move t1 --store database');
    expect(calls[0]?.[1]).toMatchObject({ id: 't1', store: 'database', label: 'Phone' });
    expect(calls[0]?.[1]).not.toHaveProperty('fields');
  });
  it('duplicate answers with the copy', async () => {
    const { calls, stdout } = await run('duplicate t1 --json');
    expect(calls).toEqual([['targets.duplicate', 't1']]);
    expect(JSON.parse(stdout)).toMatchObject({ id: 't2' });
  });
});

describe('targets list and services', () => {
  it('shows what each gets, and no part of an address', async () => {
    const all = [
      target({ events: ['dns.health_alert', 'dns.health_recovered'], minimumSeverity: 'failure' }),
      target({ id: 't3', enabled: false, waiting: 2, problem: 'APPRISE_CRED_NTFY is not set.' }),
    ];
    const text = await run('list', { targets: all });
    expect(text.stdout).toMatch(/2 events, failure only\s+enabled/);
    expect(text.stdout).toMatch(/all\s+disabled, 2 waiting, APPRISE_CRED_NTFY is not set\./);
    const asJson = await run('list --json', { targets: all });
    expect(JSON.parse(asJson.stdout)[0]).toMatchObject({ minimumSeverity: 'failure' });
    for (const { stdout } of [text, asJson]) expect(stdout).not.toContain('my-alerts');
  });
  it('services: own ones and Apprise’s, searched, with their fields', async () => {
    const fake = { answers: { 'services.list': CATALOGUE } };
    const { stdout } = await run('services --json', fake);
    const { appriseVersion, services } = JSON.parse(stdout);
    expect(appriseVersion).toBe('2.1.0');
    const ids = services.map(({ id }: { id: string }) => id);
    expect(ids.slice(0, 9)).toEqual([
      'ntfy',
      'json',
      'discord',
      'slack',
      'gotify',
      'pushover',
      'telegram',
      'email',
      'custom',
    ]);
    expect(services.at(-1)).toMatchObject({
      id: 'apprise:acmes',
      label: 'Acme Chat',
      source: 'apprise',
      setupUrl: 'https://example.com/acme',
      fields: expect.arrayContaining([
        expect.objectContaining({ name: 'token', kind: 'secret', required: true }),
      ]),
    });
    const found = await run('services ACME', fake);
    expect(found.stdout.trim().split('\n')).toHaveLength(2);
    expect(found.stdout).toMatch(/apprise:acmes\s+Acme Chat\s+.*token\*!, room!/);
  });
});

describe('enable, disable, remove, test', () => {
  it('answer with the state; a failed test is exit 2', async () => {
    expect((await run('disable t1 --json')).calls).toEqual([
      ['targets.setEnabled', { id: 't1', enabled: false }],
    ]);
    expect(JSON.parse((await run('remove t1 --json')).stdout)).toEqual({ id: 't1', state: 'removed' });
    const outcome = { targetId: 't1', targetLabel: 'Phone', ok: false, durationMs: null, error: '401' };
    const failed = await run('test t1', { answers: { 'targets.test': [outcome] } });
    expect([failed.status, failed.stdout]).toEqual([2, 'Phone  failed: 401\n']);
    expect((await run('test', { answers: { 'targets.test': [] } })).status).toBe(2);
  });
});
