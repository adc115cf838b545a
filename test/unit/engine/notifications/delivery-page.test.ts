import { describe, expect, it } from 'vitest';
import {
  createDeliveryPages,
  type DeliveryPageQuery,
} from '../../../../src-main/engine/notifications/delivery-page.ts';
import type { Db } from '../../../../src-main/engine/storage/open.ts';
import type { DeliveryStatus } from '../../../../src-shared/audit-event.ts';
import { addAccount, tempDb } from '../../../support/temp-db.ts';
import { writeEvent } from '../audit/search-support.ts';

const AT = Date.UTC(2026, 0, 5, 12);
const STATES: DeliveryStatus[] = ['delivered', 'failed', 'queued', 'sending'];
const TARGETS = ['os', 'phone', 'chat'];

const ACCOUNTS = ['default', 'other'];

interface Delivered {
  accountId: string;
  targetId: string;
  status: DeliveryStatus;
}

function addDelivery(db: Db, eventId: number, { accountId, targetId, status }: Delivered): void {
  db.prepare(
    `INSERT INTO outbox (account_id, event_id, target_id, target_label, status, attempts, created_at)
     VALUES (?, ?, ?, ?, ?, 1, ?)`,
  ).run(accountId, eventId, targetId, `Label of ${targetId}`, status, AT);
}

function setUp() {
  const db = tempDb();
  addAccount(db, 'other');
  const rows: (Delivered & { id: number })[] = [];
  for (let index = 0; index < 60; index++) {
    const event = writeEvent(db, { action: 'dns.health_alert', target: `d${index}.example` });
    const targetId = TARGETS[index % 3] ?? '';
    const status = STATES[Math.floor(index / 5) % 4] ?? 'queued';
    const accountId = ACCOUNTS[index % 7 === 0 ? 1 : 0] ?? '';
    addDelivery(db, event, { accountId, targetId, status });
    rows.push({ id: index + 1, accountId, targetId, status });
  }
  return { db, rows };
}

function ids(db: Db, query: Omit<DeliveryPageQuery, 'limit'>, budgetMs = 20): number[] {
  const page = createDeliveryPages(db, () => false, { ms: budgetMs, leastRows: 0 });
  const found: number[] = [];
  for (let before: number | null | undefined; before !== null; ) {
    const { deliveries, nextBefore } = page({
      ...query,
      limit: 4,
      ...(before === undefined ? {} : { before }),
    });
    found.push(...deliveries.map(({ id }) => id));
    before = nextBefore;
  }
  return found;
}

describe('pages of deliveries', () => {
  const filters: Omit<DeliveryPageQuery, 'limit'>[] = [
    {},
    ...STATES.map((status) => ({ status })),
    ...TARGETS.map((targetId) => ({ targetId })),
    ...STATES.map((status) => ({ status, targetId: 'phone' })),
    { targetId: 'gone' },
    ...ACCOUNTS.map((accountId) => ({ accountId })),
    { accountId: 'other', status: 'failed', targetId: 'phone' },
    { accountId: 'gone' },
  ];
  it.each(filters)('come newest first, without gaps or repeats: %j', (filter) => {
    const { db, rows } = setUp();
    const wanted = rows
      .filter(({ status }) => filter.status === undefined || status === filter.status)
      .filter(({ targetId }) => filter.targetId === undefined || targetId === filter.targetId)
      .filter(({ accountId }) => filter.accountId === undefined || accountId === filter.accountId)
      .map(({ id }) => id)
      .reverse();
    expect(ids(db, filter)).toEqual(wanted);
    // However little time there is.
    expect(ids(db, filter, 0)).toEqual(wanted);
  });

  it('never go through the whole table, whatever they are narrowed to', () => {
    const { db } = setUp();
    const asked = new Set<string>();
    const listening = new Proxy(db, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          if (name === 'prepare') asked.add(String(given[0]));
          return Reflect.apply(value, target, given);
        };
      },
    });
    for (const filter of filters) ids(listening, filter);
    const plans = [...asked].flatMap((sql) =>
      db
        .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...(sql.includes('@at') ? [{ at: 1, value: '' }] : [1]))
        .map(({ detail }) => detail),
    );
    expect(plans).toContain('SEARCH outbox USING COVERING INDEX outbox_account (account_id=? AND id<?)');
    expect(plans.filter((step) => !step.startsWith('SEARCH'))).toEqual([]);
  });

  it('tell what the alert was about', () => {
    const { db } = setUp();
    const { deliveries, nextBefore } = createDeliveryPages(db, () => false)({ limit: 1 });
    expect(deliveries).toEqual([
      expect.objectContaining({
        id: 60,
        targetLabel: 'Label of chat',
        label: 'DNS problem',
        severity: 'failure',
        eventTarget: 'd59.example',
        createdAt: '2026-01-05T12:00:00.000Z',
      }),
    ]);
    expect(nextBefore).toBe(60);
  });
});
