import { describe, expect, it } from 'vitest';
import { createAuditLog } from '../../../../src-main/engine/audit/log.ts';
import { createEventQueries } from '../../../../src-main/engine/audit/query.ts';
import type { AuditEvent } from '../../../../src-shared/audit-event.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { tempDb } from '../../../support/temp-db.ts';

function setUp(enqueue: (event: AuditEvent) => void = () => undefined) {
  const db = tempDb();
  const audit = createAuditLog({ db, clock: new FakeClock(), enqueue, recorded: () => undefined });
  const events = createEventQueries(db);
  const record = (
    details: Record<string, unknown>,
    action: 'dns.health_alert' | 'settings.update' = 'settings.update',
  ) =>
    db.transaction(() =>
      audit.record({ action, accountId: 'default', actor: 'monitor', target: 'x', details }),
    )();
  return { db, audit, events, record };
}

describe('the audit log', () => {
  it('records only inside the transaction of the change that caused it', () => {
    const { audit } = setUp();
    expect(() =>
      audit.record({ action: 'settings.update', accountId: null, actor: 'a', target: 'b', details: {} }),
    ).toThrow(/one transaction/);
  });

  it('keeps neither the event nor the change when the deliveries cannot be queued', () => {
    const { db, events, record } = setUp(() => {
      throw new Error('disk full');
    });
    expect(() => record({})).toThrow(/disk full/);
    expect(events.list({ limit: 10 })).toEqual([]);
    expect(db.prepare('SELECT count(*) FROM events').pluck().get()).toBe(0);
  });

  it('drops the values of secret-looking keys at any depth, and keeps the rest', () => {
    const { events, record } = setUp();
    const { id } = record({
      password: 'a',
      nested: [{ apiKey: 'b', AuthorizationHeader: 'c', plain: 'd' }],
      access_token: 'e',
      clientSecret: 'f',
      domain: 'kept.example',
    });
    expect(events.get(id)?.details).toEqual({ nested: [{ plain: 'd' }], domain: 'kept.example' });
  });

  it('pages newest first without gaps or repeats, by action and by time', () => {
    const { events, record } = setUp();
    for (let index = 0; index < 25; index++)
      record({ index }, index % 5 === 0 ? 'dns.health_alert' : 'settings.update');
    const first = events.list({ limit: 10 });
    const second = events.list({ limit: 10, before: first.at(-1)?.id ?? 0 });
    const third = events.list({ limit: 10, before: second.at(-1)?.id ?? 0 });
    const ids = [...first, ...second, ...third].map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: 25 }, (_, index) => 25 - index));
    expect(events.list({ limit: 100, action: 'dns.health_alert' })).toHaveLength(5);
    expect(events.list({ limit: 100, since: Date.UTC(2027, 0, 1) })).toEqual([]);
  });

  it('skips a row that this version cannot read and shows its neighbours', () => {
    const { db, events, record } = setUp();
    record({});
    db.prepare(
      "INSERT INTO events (account_id, at, action, severity, actor, target, details) VALUES (NULL, 1, 'future.action', 'info', 'x', 'y', '{}')",
    ).run();
    record({});
    expect(events.list({ limit: 10 })).toHaveLength(2);
  });
});
