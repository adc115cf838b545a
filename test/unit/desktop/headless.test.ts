import { describe, expect, it } from 'vitest';
import type { EnginePort } from '../../../src-main/desktop/engine-port.ts';
import { printActivity } from '../../../src-main/desktop/headless.ts';
import { deliveryLine, eventLine } from '../../../src-main/desktop/headless-lines.ts';
import type { AuditEvent, Delivery } from '../../../src-shared/audit-event.ts';
import type { FeedMessage } from '../../../src-shared/ipc/feed.ts';

const NOW = '2026-01-05T12:00:05.000Z';

const event = (id: number): AuditEvent => ({
  id,
  at: '2026-01-05T12:00:00.000Z',
  action: 'dns.health_alert',
  label: 'DNS problem',
  severity: 'failure',
  actor: 'monitor',
  target: `d${id}.example`,
  account: 'default',
  details: {},
});

const delivery = (change: Partial<Delivery> = {}): Delivery => ({
  id: 1,
  eventId: 1,
  action: 'dns.health_alert',
  targetId: 't',
  targetLabel: 'Webhook',
  status: 'queued',
  attempts: 0,
  createdAt: '2026-01-05T12:00:00.000Z',
  deliveredAt: null,
  nextAttemptAt: null,
  lastError: null,
  ...change,
});

describe('lines of a run without a display', () => {
  it('tell an event', () => {
    expect(eventLine(event(1))).toMatch(/^\d\d:\d\d:\d\d {2}failure {3}DNS problem: d1\.example$/);
  });

  it.each([
    [
      { status: 'delivered', deliveredAt: '2026-01-05T12:00:01.000Z' },
      /delivered to Webhook: DNS problem: d1\.example$/,
    ],
    [
      { status: 'failed', lastError: 'Refused (404).' },
      /not delivered to Webhook: .* \(Refused \(404\)\.\)$/,
    ],
    [
      { status: 'queued', attempts: 1, lastError: 'Timed out.' },
      /will try Webhook again: .* \(Timed out\.\)$/,
    ],
  ] as const)('tell a delivery that is %j', (change, line) => {
    expect(deliveryLine(event(1), delivery(change), NOW)).toMatch(line);
  });

  it.each(['queued', 'sending'] as const)('do not tell a delivery that is only %s', (status) => {
    expect(deliveryLine(event(1), delivery({ status }), NOW)).toBeUndefined();
  });
});

/** Whether the log can be read, and how it is paged, are up to the test. */
function fakeEngine(
  page: (before: number, limit: number) => { events: AuditEvent[]; nextBefore: number | null },
) {
  const deliveries = new Map<number, Delivery[]>();
  let announce: (message: FeedMessage) => void = () => undefined;
  const engine = {
    call: async (channel: string, input: unknown) => {
      if (channel !== 'events.list')
        return {
          ok: true,
          value: { event: event(input as number), deliveries: deliveries.get(input as number) ?? [] },
        };
      const { before = Number.MAX_SAFE_INTEGER, limit } = input as { before?: number; limit: number };
      return { ok: true, value: page(before, limit) };
    },
    subscribe: (listener: (message: FeedMessage) => void) => {
      announce = listener;
      return () => undefined;
    },
    log: { log: () => undefined },
  } as unknown as EnginePort;
  const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
  return { engine, deliveries, announce: (message: FeedMessage) => announce(message), settled };
}

describe('printing as it happens', () => {
  it('prints what is new, once each, in order', async () => {
    const events = [event(1)];
    const { engine, deliveries, announce, settled } = fakeEngine(() => ({
      events: [...events].reverse(),
      nextBefore: null,
    }));
    const lines: string[] = [];
    await printActivity(engine, (line) => lines.push(line.slice(10)));

    events.push(event(2), event(3));
    deliveries.set(2, [delivery({ id: 5 })]);
    announce({ topic: 'events' });
    announce({ topic: 'deliveries' });
    await settled();
    expect(lines).toEqual(['failure   DNS problem: d2.example', 'failure   DNS problem: d3.example']);

    deliveries.set(2, [delivery({ id: 5, status: 'delivered', deliveredAt: '2026-01-05T12:00:01.000Z' })]);
    announce({ topic: 'deliveries' });
    await settled();
    announce({ topic: 'deliveries' });
    await settled();
    expect(lines.slice(2)).toEqual(['delivered to Webhook: DNS problem: d2.example']);
  });

  it('prints all of them where they are more than a page, or pages come short', async () => {
    let youngest = 700;
    const asked: number[] = [];
    const { engine, announce, settled } = fakeEngine((before, limit) => {
      asked.push(before);
      const from = Math.min(before - 1, youngest);
      // As where the time for one call is over after 90.
      const ids = Array.from({ length: Math.min(limit, 90, from) }, (_, index) => from - index);
      return { events: ids.map(event), nextBefore: ids.at(-1) === 1 ? null : (ids.at(-1) ?? null) };
    });
    const lines: string[] = [];
    await printActivity(engine, (line) => lines.push(line.slice(10)));
    youngest = 1_150;
    announce({ topic: 'events' });
    await settled();
    expect(lines).toHaveLength(450);
    expect(lines[0]).toBe('failure   DNS problem: d701.example');
    expect(lines.at(-1)).toBe('failure   DNS problem: d1150.example');
    expect(Math.min(...asked)).toBeGreaterThan(600);
  });
});
