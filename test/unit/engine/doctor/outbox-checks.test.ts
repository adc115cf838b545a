import { expect, it } from 'vitest';
import type { Patient } from '../../../../src-main/engine/doctor/check.ts';
import { outboxChecks } from '../../../../src-main/engine/doctor/outbox-checks.ts';
import type { Delivery } from '../../../../src-shared/audit-event.ts';

const [outbox] = outboxChecks;
const waiting = (more: Partial<Delivery>): Delivery => ({
  ...{ id: 1, eventId: 1, action: 'domain.create', targetId: 't', targetLabel: 'Phone', status: 'queued' },
  ...{ attempts: 0, createdAt: '2026-05-03T22:00:00.000Z', deliveredAt: null, nextAttemptAt: null },
  lastError: null,
  ...more,
});
/** Newest first, as the outbox lists them. */
const look = (rows: Delivery[], enabled = true) =>
  outbox?.run({
    notifications: {
      deliveries: { list: () => rows },
      listTargets: async () => [{ id: 't', enabled, serviceLabel: 'ntfy' }],
    },
    settings: { get: () => '07:00' },
  } as unknown as Patient);
const HELD = waiting({ held: true, lastError: 'The server answered 500.', attempts: 1 });

it('what quiet hours hold is no failure, whatever was tried before them', async () => {
  expect(await look([HELD])).toMatchObject({
    status: 'pass',
    message: '1 delivery is waiting. Quiet hours hold what may wait until 07:00.',
  });
});

it('does not hide why others wait, older or younger', async () => {
  const refused = waiting({ lastError: 'The server answered 503.' });
  for (const rows of [
    [refused, HELD],
    [HELD, refused],
  ])
    expect(await look(rows)).toMatchObject({
      status: 'fail',
      message: expect.stringContaining('Phone: The server answered 503.'),
    });
  expect(await look([HELD], false)).toMatchObject({
    status: 'fail',
    message: expect.stringContaining('Phone: It is switched off.'),
  });
});

it('names quiet hours only where they hold something', async () => {
  expect(await look([waiting({})])).toMatchObject({
    status: 'pass',
    message: '1 delivery is waiting. They are on their way.',
  });
});
