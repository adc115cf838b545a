import { describe, expect, it } from 'vitest';
import type { TargetDraft } from '../../../../src-shared/ipc/drafts.ts';
import { createHarness, type Harness, turns } from './harness.ts';

const SECRET = 'tk_PLANTED';
const ntfy = (more: Partial<TargetDraft> = {}, fields: Record<string, string> = {}): TargetDraft => ({
  label: 'Phone',
  service: 'ntfy',
  store: 'keychain',
  fields: { server: 'push.example.com', topic: 'mail', token: SECRET, priority: 'high', ...fields },
  ...more,
});
const save = async (harness: Harness, draft: TargetDraft) => {
  const saved = await harness.notifications.saveTarget(draft);
  if (!saved.ok) throw new Error(`${saved.code}: ${saved.message}`);
  return saved.value;
};
const row = (harness: Harness, id: string) =>
  harness.db.prepare('SELECT * FROM targets WHERE id = ?').get(id) as Record<string, unknown>;

describe('where a secret lives', () => {
  it('keychain: the database holds label, service and masked URL; the keychain the whole URL', async () => {
    const harness = createHarness();
    const target = await save(harness, ntfy());
    expect(row(harness, target.id)).toMatchObject({
      label: 'Phone',
      service: 'ntfy',
      url: null,
      masked_url: 'ntfys://push.example.com/…',
    });
    expect(harness.keychain.entries.get(`target:${target.id}`)).toBe(
      `ntfys://${SECRET}@push.example.com/mail?priority=high`,
    );
  });

  it('.env: the database holds the URL without its token, and the variable’s name', async () => {
    const harness = createHarness();
    const target = await save(harness, ntfy({ store: 'env' }));
    expect(row(harness, target.id)).toMatchObject({
      url: 'ntfys://{token}@push.example.com/mail?auth=token&priority=high',
      env_variable: 'APPRISE_CRED_NTFY',
    });
    expect(harness.keychain.entries.size).toBe(0);
  });

  it('database: the whole URL', async () => {
    const harness = createHarness();
    const target = await save(harness, ntfy({ store: 'database' }));
    expect(row(harness, target.id).url).toContain(SECRET);
  });

  it('a variable that is missing is said in the list', async () => {
    const harness = createHarness();
    const target = await save(harness, ntfy({ store: 'env' }));
    expect((await harness.notifications.listTargets())[0]?.problem).toMatch(/APPRISE_CRED_NTFY is not set/);
    harness.environment.APPRISE_CRED_NTFY = SECRET;
    expect((await harness.notifications.listTargets())[0]).toMatchObject({ id: target.id, problem: null });
  });

  it('a second target names its own variable, of its own service', async () => {
    const harness = createHarness();
    const named = await save(harness, ntfy({ store: 'env', envVariable: 'APPRISE_CRED_NTFY_WORK' }));
    expect(named.envVariable).toBe('APPRISE_CRED_NTFY_WORK');
    for (const envVariable of ['PATH', 'APPRISE_CRED_DISCORD', 'APPRISE_CRED_NTFYX', 'apprise_cred_ntfy_x']) {
      const refused = await harness.notifications.saveTarget(ntfy({ store: 'env', envVariable }));
      expect(refused).toMatchObject({ ok: false, field: 'envVariable' });
    }
  });

  it('an unusable keychain is said, never fallen back from', async () => {
    const harness = createHarness();
    harness.keychain.reason = 'The keyring is locked.';
    const refused = await harness.notifications.saveTarget(ntfy());
    expect(refused).toMatchObject({
      ok: false,
      code: 'keychain_unusable',
      field: 'store',
      message: expect.stringMatching(/locked/),
    });
    expect(await harness.notifications.listTargets()).toEqual([]);
    expect(await harness.notifications.keychainProblem()).toBe('The keyring is locked.');
  });

  it('a keychain that is locked later, or lost its entry, is said in the list', async () => {
    const harness = createHarness();
    await save(harness, ntfy());
    harness.notifications.wake();
    harness.keychain.reason = 'The keyring is locked.';
    expect((await harness.notifications.listTargets())[0]?.problem).toMatch(/locked/);
    harness.keychain.reason = undefined;
    harness.keychain.entries.clear();
    expect((await harness.notifications.listTargets())[0]?.problem).toMatch(/does not hold/);
  });
});

describe('moving a secret', () => {
  it.each([
    ['keychain', 'database'],
    ['keychain', 'env'],
    ['database', 'keychain'],
    ['database', 'env'],
    ['env', 'keychain'],
    ['env', 'database'],
  ] as const)('from %s to %s takes it along and leaves nothing behind', async (from, to) => {
    const harness = createHarness();
    harness.environment.APPRISE_CRED_NTFY = SECRET;
    const target = await save(harness, ntfy({ store: from }));
    await save(harness, ntfy({ id: target.id, store: to }, { token: '' }));
    expect(JSON.stringify(row(harness, target.id)).includes(SECRET)).toBe(to === 'database');
    expect(harness.keychain.entries.has(`target:${target.id}`)).toBe(to === 'keychain');
    expect((await harness.notifications.listTargets())[0]).toMatchObject({
      id: target.id,
      store: to,
      problem: null,
    });
  });

  it('to .env is refused while the variable does not hold it: nobody could look it up any more', async () => {
    const harness = createHarness();
    const target = await save(harness, ntfy());
    const refused = await harness.notifications.saveTarget(
      ntfy({ id: target.id, store: 'env' }, { token: '' }),
    );
    expect(refused).toMatchObject({ ok: false, code: 'variable_missing', field: 'envVariable' });
    expect(harness.keychain.entries.size).toBe(1);
  });

  it('a keychain that cannot take it leaves the target as it was', async () => {
    const harness = createHarness();
    const target = await save(harness, ntfy({ store: 'database' }));
    harness.keychain.reason = 'No secret service.';
    expect(await harness.notifications.saveTarget(ntfy({ id: target.id }, { token: '' }))).toMatchObject({
      ok: false,
    });
    expect(row(harness, target.id).url).toContain(SECRET);
  });
});

describe('editing', () => {
  it('fills the form with everything but the secrets; an empty secret is unchanged', async () => {
    const harness = createHarness();
    const target = await save(harness, ntfy());
    expect(target.fields).toEqual({
      server: 'push.example.com',
      topic: 'mail',
      priority: 'high',
      tags: '',
      https: 'true',
    });
    await save(harness, ntfy({ id: target.id, label: 'Renamed' }, { topic: 'other', token: '' }));
    expect(harness.keychain.entries.get(`target:${target.id}`)).toBe(
      `ntfys://${SECRET}@push.example.com/other?priority=high`,
    );
    expect((await harness.notifications.listTargets())[0]?.label).toBe('Renamed');
  });

  it('a typed secret replaces the stored one, a token even a header', async () => {
    const harness = createHarness();
    const draft: TargetDraft = {
      label: '',
      service: 'json',
      store: 'keychain',
      fields: { webhookUrl: 'https://example.com', authHeader: 'X: old' },
    };
    const target = await save(harness, draft);
    await save(harness, {
      ...draft,
      id: target.id,
      fields: { webhookUrl: 'https://example.com', bearerToken: 'new', authHeader: '' },
    });
    expect(harness.keychain.entries.get(`target:${target.id}`)).toBe(
      'jsons://example.com?+Authorization=Bearer%20new',
    );
  });

  it('a label alone can be changed, also of a URL that was pasted', async () => {
    const harness = createHarness();
    const target = await save(harness, {
      label: 'a',
      service: 'custom',
      store: 'keychain',
      url: 'gotify://example.com/PLANTED',
    });
    await save(harness, { id: target.id, label: 'b', service: 'custom', store: 'keychain' });
    expect(harness.keychain.entries.get(`target:${target.id}`)).toBe('gotify://example.com/PLANTED');
  });

  it('labels may repeat and be empty; ids tell targets apart', async () => {
    const harness = createHarness();
    await save(harness, ntfy({ label: '' }));
    await save(harness, ntfy({ label: '' }));
    const ids = (await harness.notifications.listTargets()).map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
  });

  it('a target that is gone cannot be edited', async () => {
    const harness = createHarness();
    expect(await harness.notifications.saveTarget(ntfy({ id: 'gone' }))).toMatchObject({
      ok: false,
      code: 'not_found',
    });
  });
});

describe('building', () => {
  it('answers the masked URL and the variable, and stores nothing', async () => {
    const harness = createHarness();
    expect(await harness.notifications.buildTarget(ntfy())).toEqual({
      ok: true,
      value: {
        maskedUrl: 'ntfys://push.example.com/…',
        accepted: null,
        warnings: [],
        envVariable: 'APPRISE_CRED_NTFY',
      },
    });
    expect(await harness.notifications.listTargets()).toEqual([]);
  });

  it('says what is wrong at its field', async () => {
    const harness = createHarness();
    expect(await harness.notifications.buildTarget(ntfy({}, { topic: '' }))).toMatchObject({
      ok: false,
      field: 'topic',
      message: 'Topic is needed.',
    });
    expect(await harness.notifications.buildTarget({ ...ntfy(), service: 'nonsense' })).toMatchObject({
      ok: false,
      field: 'service',
    });
  });

  it('takes what is pasted, with the form that fits', async () => {
    const harness = createHarness();
    const target = await save(harness, {
      label: 'x',
      service: 'custom',
      store: 'keychain',
      url: 'http://192.168.1.9/hook',
    });
    expect(target).toMatchObject({
      service: 'json',
      serviceLabel: 'JSON Webhook',
      maskedUrl: 'json://192.168.1.9/…',
    });
  });
});

describe('removing', () => {
  it('can be undone for 10 s, then the secret is gone', async () => {
    const harness = createHarness();
    const target = await save(harness, ntfy());
    expect(harness.notifications.removeTarget(target.id)).toMatchObject({ ok: true });
    expect(await harness.notifications.listTargets()).toEqual([]);
    expect(harness.keychain.entries.size).toBe(1);
    expect(harness.notifications.restoreTarget(target.id)).toMatchObject({ ok: true });
    expect(await harness.notifications.listTargets()).toHaveLength(1);
    harness.notifications.removeTarget(target.id);
    await harness.clock.advance(10_000);
    expect(harness.keychain.entries.size).toBe(0);
    expect(row(harness, target.id)).toBeUndefined();
    expect(harness.notifications.restoreTarget(target.id)).toMatchObject({ ok: false });
  });

  it('is finished at the next start, or when this process ends', async () => {
    const harness = createHarness();
    const first = await save(harness, ntfy());
    const second = await save(harness, ntfy());
    harness.notifications.removeTarget(first.id);
    await harness.notifications.stop();
    expect(harness.keychain.entries.size).toBe(1);
    harness.restart().removeTarget(second.id);
    harness.clock.time += 60_000;
    harness.restart().start();
    await turns();
    expect(harness.keychain.entries.size).toBe(0);
  });

  it('keeps the name in the history', async () => {
    const harness = createHarness();
    const target = await save(harness, ntfy());
    harness.notifications.subscriptions.add(['dns.health_alert']);
    harness.record('dns.health_alert');
    harness.notifications.removeTarget(target.id);
    await harness.clock.advance(10_000);
    expect(harness.notifications.deliveries.list()[0]).toMatchObject({
      targetLabel: 'Phone',
      status: 'failed',
    });
    expect(row(harness, target.id)).toMatchObject({ url: null });
  });
});

describe('secrets', () => {
  it('are told to the redactor and are in nothing that is answered or logged', async () => {
    const harness = createHarness();
    harness.environment.APPRISE_CRED_NTFY = SECRET;
    const answers: unknown[] = [];
    for (const store of ['keychain', 'env', 'database'] as const) {
      answers.push(await harness.notifications.buildTarget(ntfy({ store })));
      answers.push(await harness.notifications.saveTarget(ntfy({ store })));
    }
    answers.push(await harness.notifications.listTargets(), await harness.notifications.testTargets());
    answers.push(harness.db.prepare('SELECT * FROM events').all(), harness.logged);
    expect(JSON.stringify(answers)).not.toContain('PLANTED');
    expect(harness.secrets.some((secret) => secret.includes(SECRET))).toBe(true);
  });
});

describe('subscriptions', () => {
  it('set, add, remove, and the destructive preset', () => {
    const { subscriptions } = createHarness().notifications;
    expect(subscriptions.set(['dns.fix', 'auth.login'])).toEqual(['auth.login', 'dns.fix']);
    expect(subscriptions.add(['dns.fix', 'dns.fix_bulk'])).toEqual(['auth.login', 'dns.fix', 'dns.fix_bulk']);
    expect(subscriptions.remove(['auth.login', 'dns.fix', 'dns.fix_bulk'])).toEqual([]);
    expect(subscriptions.preset('destructive')).toEqual([
      'api_token.revoke',
      'domain.delete',
      'forwarder.delete',
      'mailbox.delete',
      'pointer.delete',
      'spam.blacklist_remove',
      'spam.whitelist_remove',
    ]);
  });

  it('forgets what this version does not know', () => {
    const harness = createHarness();
    harness.db.prepare("INSERT INTO subscriptions (action) VALUES ('future.action')").run();
    expect(harness.notifications.subscriptions.list()).toEqual([]);
  });
});
