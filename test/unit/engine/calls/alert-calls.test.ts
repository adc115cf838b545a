import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../../src-main/engine/engine.ts';
import type { NotificationsDraft } from '../../../../src-shared/ipc/drafts.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { addAccount } from '../../../support/temp-db.ts';
import { openTestEngine } from '../../../support/test-engine.ts';
import { turns } from '../notifications/harness.ts';
import { notificationsForm } from './notifications-form.ts';

const HOUR = 3_600_000;

/** An account with example.com and two mailboxes. */
async function world(): Promise<{ engine: Engine; clock: FakeClock }> {
  const clock = new FakeClock();
  const engine = await openTestEngine({ clock });
  const { db } = engine.parts;
  addAccount(db, 'default');
  db.prepare(
    "INSERT INTO domains (account_id, domain, overall, since, checked_at) VALUES ('default', ?, 'healthy', 0, 0)",
  ).run('bücher.example');
  const mailbox = db.prepare(
    "INSERT INTO mailboxes (account_id, mailbox, domain, suspended, read_at) VALUES ('default', ?, 'bücher.example', 0, 0)",
  );
  mailbox.run('info@bücher.example');
  return { engine, clock };
}
const mutes = async (engine: Engine) => {
  const view = await engine.call('notifications.get', undefined);
  return view.ok ? view.value.mutes : [];
};
const logged = ({ parts }: Engine) =>
  parts.events
    .list({ limit: 10 })
    .filter(({ action }) => action === 'settings.update')
    .map(({ target, details }) => `${target}: ${(details.changed as string[]).join()}`);

describe('muting from the window or the command line', () => {
  it('mutes a domain that an account has, in whatever form it is named, and logs it', async () => {
    const { engine, clock } = await world();
    const added = await engine.call('mutes.add', { subject: ' XN--BCHER-KVA.example ', hours: 24 });
    expect(added).toEqual({ ok: true, value: null });
    expect(await mutes(engine)).toEqual([
      {
        subject: 'bücher.example',
        since: new Date(clock.now()).toISOString(),
        until: new Date(clock.now() + 24 * HOUR).toISOString(),
      },
    ]);
    expect(logged(engine)).toEqual([expect.stringMatching(/^bücher\.example: alerts muted until .*2026/)]);
  });

  it.each(['INFO@bücher.example', ' info@XN--BCHER-KVA.example'])(
    'mutes a mailbox alone, named as %j, and by that name again it ends',
    async (subject) => {
      const { engine } = await world();
      await engine.call('mutes.add', { subject, hours: 1 });
      expect((await mutes(engine)).map((mute) => mute.subject)).toEqual(['info@bücher.example']);
      expect(await engine.call('mutes.remove', { subject })).toEqual({ ok: true, value: null });
      expect(await mutes(engine)).toEqual([]);
    },
  );

  it.each(['other.example', 'nobody@bücher.example', ' '])(
    'refuses %j, which no account has',
    async (subject) => {
      const { engine } = await world();
      expect(await engine.call('mutes.add', { subject, hours: 1 })).toMatchObject({
        ok: false,
        code: 'not_found',
        field: 'subject',
        message: expect.stringMatching(/^No account has a domain or mailbox/),
      });
      expect(logged(engine)).toEqual([]);
    },
  );

  it('ends one, also of a domain that is gone, and logs it; none twice', async () => {
    const { engine, clock } = await world();
    await engine.call('mutes.add', { subject: 'bücher.example', hours: 24 });
    engine.parts.db.prepare('DELETE FROM domains').run();
    await clock.advance(HOUR);
    expect(await engine.call('mutes.remove', { subject: 'bücher.example' })).toEqual({
      ok: true,
      value: null,
    });
    expect(await mutes(engine)).toEqual([]);
    expect(logged(engine)[0]).toBe('bücher.example: alerts no longer muted');
    expect(await engine.call('mutes.remove', { subject: 'bücher.example' })).toMatchObject({
      ok: false,
      message: 'Alerts about “bücher.example” are not muted.',
    });
    expect(logged(engine)).toHaveLength(2);
  });

  it('shows in the event which of its subjects were muted', async () => {
    const { engine, clock } = await world();
    await engine.call('mutes.add', { subject: 'bücher.example', hours: 24 });
    await clock.advance(1_000);
    const { db, audit } = engine.parts;
    const details = { domains: [{ domain: 'bücher.example' }, { domain: 'other.example' }] };
    const event = db.transaction(() =>
      audit.record({
        action: 'dns.health_alert',
        accountId: null,
        actor: 'monitor',
        target: '2 domains',
        details,
      }),
    )();
    expect(await engine.call('events.get', event.id)).toMatchObject({
      ok: true,
      value: { muted: ['bücher.example'], deliveries: [] },
    });
  });
});

describe('Send again', () => {
  it('of a delivery that there is not is refused', async () => {
    const { engine } = await world();
    expect(await engine.call('deliveries.sendAgain', 1)).toMatchObject({ ok: false, code: 'not_found' });
  });
});

describe('quiet hours and digest on the notifications screen', () => {
  const draft = notificationsForm({
    quietEnabled: true,
    quietFrom: '9:30',
    quietTo: '17:00',
    quietTargets: true,
    digest: false,
  });

  /** One alert that quiet hours hold for this computer. */
  async function held() {
    const { engine, clock } = await world();
    const shown: string[] = [];
    engine.registerOsChannel({
      send: async ({ title }) => {
        shown.push(title);
        return { ok: true };
      },
    });
    await engine.start();
    const { db, audit, notifications } = engine.parts;
    const local = (by: number) =>
      `${String((new Date(clock.now()).getHours() + 24 + by) % 24).padStart(2, '0')}:00`;
    const quiet = { quietFrom: local(-2), quietTo: local(2), subscriptions: ['dns.health_alert'] };
    const save = (more: Partial<NotificationsDraft> = {}) =>
      engine.call('notifications.save', { ...draft, ...quiet, ...more });
    await save();
    const entry = { accountId: null, actor: 'monitor', target: 'a', details: {} };
    db.transaction(() => audit.record({ action: 'dns.health_alert', ...entry }))();
    await turns();
    expect(notifications.deliveries.list()).toMatchObject([{ status: 'queued', held: true }]);
    return { save, shown, deliveries: notifications.deliveries };
  }

  it('are saved, shown and logged', async () => {
    const { engine } = await world();
    expect(await engine.call('notifications.save', draft)).toMatchObject({
      ok: true,
      value: {
        quiet: { enabled: true, from: '09:30', to: '17:00', targets: true },
        digest: false,
        mutes: [],
      },
    });
    expect(logged(engine)[0]?.replace(/^.*: /, '').split(',')).toEqual(
      expect.arrayContaining([
        'notifications.quietEnabled',
        'notifications.quietFrom',
        'notifications.digest',
      ]),
    );
  });

  it('let go at once what they hold when they are switched off there', async () => {
    const { save, shown } = await held();
    await save({ quietEnabled: false });
    await turns();
    expect(shown).toEqual(['[MXroute Manager] DNS problem: a']);
  });

  it('drop what they hold for this computer when its alerts are switched off there, for good', async () => {
    const { save, shown, deliveries } = await held();
    await save({ osEnabled: false });
    await save({ quietEnabled: false });
    await turns();
    expect(shown).toEqual([]);
    expect(deliveries.list()).toMatchObject([
      { status: 'failed', lastError: 'Alerts on this computer are switched off.' },
    ]);
  });

  it.each([
    ['quietFrom', '24:00', 'notifications.quietFrom'],
    ['quietTo', 'late', 'notifications.quietTo'],
  ] as const)('a %s of %s is refused at its field, and nothing is saved', async (field, value, key) => {
    const { engine } = await world();
    expect(await engine.call('notifications.save', { ...draft, [field]: value })).toMatchObject({
      ok: false,
      field: key,
      message: expect.stringMatching(/must be a time like 22:00/),
    });
    expect(engine.parts.settings.get('notifications.quietEnabled')).toBe(false);
  });
});
