import { parse } from 'dotenv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TargetDraft } from '../../../../src-shared/ipc/drafts.ts';
import { failure, success } from '../../../../src-shared/result.ts';
import { CHAT, editorWorld } from './editor-world.ts';

const ntfy = (more: Partial<TargetDraft> = {}, token = 'tk_PLANTED'): TargetDraft => ({
  label: 'Phone',
  service: 'ntfy',
  store: 'keychain',
  fields: { server: 'push.example.com', topic: 'mail', token },
  ...more,
});

describe('a copy of a target', () => {
  it.each(['keychain', 'database', 'env'] as const)(
    'has its secret in the %s too, and is switched off',
    async (store) => {
      const world = editorWorld();
      world.environment.APPRISE_CRED_NTFY = 'tk_PLANTED';
      const original = await world.save(ntfy({ store, events: ['dns.fix'], minimumSeverity: 'warning' }));
      const copy = await world.duplicate(original.id);
      if (!copy.ok) throw new Error(copy.message);
      expect(copy.value).toMatchObject({
        label: 'Phone (copy)',
        service: 'ntfy',
        store,
        envVariable: original.envVariable,
        events: ['dns.fix'],
        minimumSeverity: 'warning',
        enabled: false,
        disabledAt: world.clock.now(),
      });
      expect(copy.value.id).not.toBe(original.id);
      expect(await world.stored(copy.value.id)).toBe(await world.stored(original.id));
      expect(world.keychain.entries.size).toBe(store === 'keychain' ? 2 : 0);
      // Nothing is left to be swept: both entries are wanted.
      expect(world.db.prepare("SELECT key FROM meta WHERE key LIKE 'keychain-leftover:%'").all()).toEqual([]);
    },
  );

  it('of one without a label has the service’s name', async () => {
    const world = editorWorld();
    const { id } = await world.save(ntfy({ label: '' }));
    expect(await world.duplicate(id)).toMatchObject({ ok: true, value: { label: 'ntfy (copy)' } });
  });

  it('of one with the longest label can be edited as well', async () => {
    const world = editorWorld();
    const { id } = await world.save(ntfy({ label: `${'x'.repeat(192)}😀 end` }));
    const copy = await world.duplicate(id);
    expect(copy).toMatchObject({ ok: true, value: { label: `${'x'.repeat(192)} (copy)` } });
  });

  it('cannot be made while the keychain is locked, or of what is gone', async () => {
    const world = editorWorld();
    const { id } = await world.save(ntfy());
    world.credentials.forget();
    world.keychain.reason = 'The keyring is locked.';
    expect(await world.duplicate(id)).toMatchObject({ ok: false, message: expect.stringMatching(/locked/) });
    expect(await world.duplicate('gone')).toMatchObject({ ok: false, code: 'not_found' });
    expect(world.targets.list()).toHaveLength(1);
  });
});

describe('Copy token for .env', () => {
  it.each(['keychain', 'database', 'env'] as const)(
    'of a target in the %s is its variable and its token',
    async (store) => {
      const world = editorWorld();
      world.environment.APPRISE_CRED_NTFY = 'tk_PLANTED';
      const { id } = await world.save(ntfy({ store }));
      expect(await world.envLine(id)).toEqual(success('APPRISE_CRED_NTFY=tk_PLANTED'));
    },
  );

  it('names a variable of its own where another target, or another token, has the service’s', async () => {
    const world = editorWorld();
    world.environment.APPRISE_CRED_NTFY = 'tk_PLANTED';
    const first = await world.save(ntfy({ store: 'env' }));
    const second = await world.save(ntfy({ label: 'Büro' }, 'tk_OTHER'));
    expect(await world.envLine(first.id)).toEqual(success('APPRISE_CRED_NTFY=tk_PLANTED'));
    expect(await world.envLine(second.id)).toEqual(success('APPRISE_CRED_NTFY_BURO=tk_OTHER'));
    const lonely = editorWorld();
    lonely.environment.APPRISE_CRED_NTFY = 'tk_OF_ANOTHER_APP';
    const { id } = await lonely.save(ntfy());
    expect(await lonely.envLine(id)).toEqual(success('APPRISE_CRED_NTFY_PHONE=tk_PLANTED'));
  });

  it('has the name that the person gives it, and no other text comes into the line with that', async () => {
    const world = editorWorld();
    const { id } = await world.save(ntfy());
    expect(await world.envLine(id, 'APPRISE_CRED_NTFY_HOME')).toEqual(
      success('APPRISE_CRED_NTFY_HOME=tk_PLANTED'),
    );
    for (const name of ['APPRISE_CRED_JSON', 'X=1\nMX_API_KEY', 'APPRISE_CRED_NTFY_A=1\nB', 'PATH'])
      expect(await world.envLine(id, name)).toMatchObject({ ok: false, field: 'envVariable' });
  });

  it('is read back by dotenv, and then is the token that the target needs', async () => {
    const token = fc
      .string({
        unit: fc.oneof(
          fc.constantFrom(...'\'"`#\\nr$ =%@ab'),
          fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
        ),
        minLength: 1,
        maxLength: 20,
      })
      .filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text) && text.trim() !== '');
    const world = editorWorld();
    const { id } = await world.save(ntfy({ store: 'database' }));
    await fc.assert(
      fc.asyncProperty(token, async (value) => {
        delete world.environment.APPRISE_CRED_NTFY;
        await world.save({ ...ntfy({ store: 'database' }, value), id });
        const line = await world.envLine(id);
        if (!line.ok) {
          expect(line.code).toBe('not_writable');
          return;
        }
        world.environment.APPRISE_CRED_NTFY = parse(line.value).APPRISE_CRED_NTFY;
        const before = await world.stored(id);
        await world.save({ ...ntfy({ store: 'env' }, ''), id });
        expect(await world.stored(id)).toBe(before);
      }),
      { numRuns: 40 },
    );
  }, 30_000);

  it('is refused with the reason where there is no one token', async () => {
    const world = editorWorld({ services: [CHAT] });
    const none = await world.save(ntfy({}, ''));
    expect(await world.envLine(none.id)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/Auth token is needed/),
    });
    const header = await world.save({
      label: '',
      service: 'json',
      store: 'database',
      fields: { webhookUrl: 'https://example.com', authHeader: 'X: y' },
    });
    expect(await world.envLine(header.id)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/Auth header cannot live/),
    });
    const chat = await world.save({
      label: '',
      service: 'apprise:chats',
      store: 'database',
      fields: { host: 'h', user: 'u', password: 'p' },
    });
    expect(await world.envLine(chat.id)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/no single token/),
    });
    const reset = await world.save(mail());
    expect(await world.envLine(reset.id)).toMatchObject({ ok: false });
    expect(await world.envLine('gone')).toMatchObject({ ok: false, code: 'not_found' });
  });

  it('of a target whose variable is missing says so', async () => {
    const world = editorWorld();
    const { id } = await world.save(ntfy({ store: 'env' }));
    expect(await world.envLine(id)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/APPRISE_CRED_NTFY is not set/),
    });
  });
});

describe('what a target leaves out', () => {
  it('is everything that is subscribed, unless it is told', async () => {
    const world = editorWorld();
    const { id } = await world.save(ntfy());
    expect(await world.view(id)).toMatchObject({
      events: null,
      minimumSeverity: 'info',
      usesResetSmtp: false,
    });
  });

  it('is stored, changed, and as it is where an edit does not name it', async () => {
    const world = editorWorld();
    const { id } = await world.save(
      ntfy({ events: ['dns.fix', 'dns.health_alert'], minimumSeverity: 'failure' }),
    );
    await world.save({ ...ntfy({}, ''), id, label: 'Renamed' });
    expect(await world.view(id)).toMatchObject({
      events: ['dns.fix', 'dns.health_alert'],
      minimumSeverity: 'failure',
    });
    await world.save({ ...ntfy({}, ''), id, events: null, minimumSeverity: 'warning' });
    expect(await world.view(id)).toMatchObject({ events: null, minimumSeverity: 'warning' });
  });

  it('no event at all is refused at its field', async () => {
    expect(await editorWorld().trySave(ntfy({ events: [] }))).toMatchObject({ ok: false, field: 'events' });
  });

  it('keeps the events that only a newer version knows, and does not show them', async () => {
    const world = editorWorld();
    const { id } = await world.save(ntfy());
    world.db.prepare('UPDATE targets SET events = ? WHERE id = ?').run('["dns.fix","future.action"]', id);
    expect((await world.view(id)).events).toEqual(['dns.fix']);
    await world.save({ ...ntfy({}, ''), id, events: ['dns.health_alert'] });
    expect(JSON.parse(String(world.row(id).events))).toEqual(['dns.health_alert', 'future.action']);
  });

  it('a record that cannot be read leaves nothing out, and its neighbours count', async () => {
    const world = editorWorld();
    const { id } = await world.save(ntfy());
    await world.save(ntfy({ label: 'Other' }));
    world.db.prepare("UPDATE targets SET events = '{}' WHERE id = ?").run(id);
    expect(world.targets.list()).toMatchObject([
      { id, events: null, minimumSeverity: 'info' },
      { label: 'Other' },
    ]);
  });
});

const SMTP = {
  host: 'smtp.example.com',
  port: 587,
  user: 'alerts@example.com',
  password: 'PLANTED-PASSWORD',
  from: '',
  useTls: true,
};
const mail = (more: Partial<TargetDraft> = {}): TargetDraft => ({
  label: 'Mail',
  service: 'email',
  store: 'keychain',
  fields: { useResetSmtp: 'true', to: 'me@example.org' },
  ...more,
});

describe('e-mail with the Mailbox Password Reset SMTP settings', () => {
  it('stores a reference without a secret, whatever store was chosen', async () => {
    for (const store of ['keychain', 'env', 'database'] as const) {
      const world = editorWorld();
      world.setSmtp(success(SMTP));
      const saved = await world.save(mail({ store }));
      expect(saved).toMatchObject({ store: 'database', envVariable: null });
      expect(saved.url).toMatch(/^mxroute-smtp:\/\/reset\//);
      expect(world.keychain.entries.size).toBe(0);
      expect(JSON.stringify(world.row(saved.id))).not.toContain('PLANTED');
      expect(await world.view(saved.id)).toMatchObject({
        usesResetSmtp: true,
        problem: null,
        service: 'email',
      });
    }
  });

  it('asks Apprise about the address as it will be sent to', async () => {
    const world = editorWorld();
    world.setSmtp(success(SMTP));
    const built = await world.build(mail());
    expect(built).toMatchObject({ ok: true, value: { accepted: true, warnings: [], envVariable: null } });
    expect(world.asked).toEqual([
      expect.stringMatching(/^mailtos:\/\/alerts%40example\.com:PLANTED-PASSWORD@smtp\.example\.com:587/),
    ]);
    expect(JSON.stringify(built)).not.toContain('PLANTED');
  });

  it('a change of the settings applies to the next message', async () => {
    const world = editorWorld();
    world.setSmtp(success(SMTP));
    const target = await world.save(mail());
    world.setSmtp(success({ ...SMTP, host: 'other.example.com', port: 465 }));
    expect(await world.credentials.resolve(target)).toMatchObject({
      ok: true,
      value: expect.stringContaining('@other.example.com:465'),
    });
    expect(world.secrets.some((secret) => secret.includes('PLANTED-PASSWORD'))).toBe(true);
  });

  it('incomplete settings: can be saved, with the reason while building, in the list and for the delivery', async () => {
    const world = editorWorld();
    expect(await world.build(mail())).toMatchObject({
      ok: true,
      value: {
        accepted: null,
        warnings: [
          'The SMTP settings under Settings → Mailbox Password Reset are not complete: SMTP host is needed.',
        ],
      },
    });
    const target = await world.save(mail());
    expect(world.asked).toEqual([]);
    expect((await world.view(target.id)).problem).toBe(
      'Settings → Mailbox Password Reset: SMTP host is needed.',
    );
    expect(await world.credentials.resolve(target)).toMatchObject({ ok: false, code: 'smtp_incomplete' });
    expect(world.credentials.isPassing('smtp_incomplete')).toBe(false);
  });

  it('a locked keychain is waited for: it may be unlocked', async () => {
    const world = editorWorld();
    world.setSmtp(failure('keychain_unusable', 'The keychain cannot be used: locked.'));
    const target = await world.save(mail());
    const resolved = await world.credentials.resolve(target);
    expect(resolved.ok ? '' : world.credentials.isPassing(resolved.code)).toBe(true);
  });

  it('shows its form without what the settings say, also while they are incomplete', async () => {
    const world = editorWorld();
    const target = await world.save(mail());
    expect((await world.view(target.id)).fields).toMatchObject({
      useResetSmtp: 'true',
      to: 'me@example.org',
    });
  });

  it('can become a target with a server of its own, and again one of these: the password is gone then', async () => {
    const world = editorWorld();
    world.setSmtp(success(SMTP));
    const { id } = await world.save(mail());
    const own = {
      useResetSmtp: 'false',
      host: 'mx.example.com',
      port: '587',
      user: 'a@example.com',
      password: 'OWN',
      to: 'me@example.org',
    };
    await world.save(mail({ id, fields: own }));
    expect(world.keychain.entries.get(`target:${id}`)).toContain(':OWN@mx.example.com');
    expect(await world.view(id)).toMatchObject({ usesResetSmtp: false, store: 'keychain' });
    await world.save(mail({ id }));
    expect(world.keychain.entries.size).toBe(0);
    expect(await world.view(id)).toMatchObject({ usesResetSmtp: true, store: 'database' });
  });
});
