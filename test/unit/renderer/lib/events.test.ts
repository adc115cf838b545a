import { describe, expect, it } from 'vitest';
import {
  alertDomains,
  mailboxEntries,
  recoveredDomains,
} from '../../../../src-renderer/lib/event-details.ts';
import { appendOlder, mergeNewest } from '../../../../src-renderer/lib/event-pages.ts';
import type { AuditEvent } from '../../../../src-shared/audit-event.ts';

const page = (ids: number[], nextBefore: number | null) => ({
  events: ids.map((id) => ({ id }) as AuditEvent),
  nextBefore,
});
const ids = ({ events }: { events: AuditEvent[] }) => events.map(({ id }) => id);

describe('the log as it grows', () => {
  it('puts new events on top of what is loaded', () => {
    const merged = mergeNewest(page([5, 4, 3, 2, 1], null), page([7, 6, 5], 5));
    expect(ids(merged)).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(merged.nextBefore).toBeNull();
  });

  it('shows no gap: what no longer meets the newest page is dropped', () => {
    const merged = mergeNewest(page([5, 4], 4), page([90, 89], 89));
    expect(ids(merged)).toEqual([90, 89]);
    expect(merged.nextBefore).toBe(89);
  });

  it('follows a log that became shorter', () => {
    expect(ids(mergeNewest(page([5, 4], null), page([], null)))).toEqual([]);
  });

  it('appends older events once', () => {
    expect(ids(appendOlder(page([5, 4], 4), page([4, 3], null)))).toEqual([5, 4, 3]);
  });
});

describe('details of stored events', () => {
  const check = {
    check: 'mx',
    label: 'MX',
    status: 'fail',
    expectedHost: 'a.example',
    expected: ['x'],
    found: [],
    message: 'm',
  };

  it('are recognised by their shape', () => {
    expect(
      alertDomains({
        domains: [{ domain: 'a', from: 'healthy', to: 'unhealthy', since: 's', checks: [check] }],
      }),
    ).toHaveLength(1);
    expect(recoveredDomains({ domains: [{ domain: 'a', from: 'degraded', since: 's' }] })).toHaveLength(1);
    expect(mailboxEntries({ mailboxes: [{ mailbox: 'u@a', domain: 'a' }] })).toHaveLength(1);
  });

  it('are left to the generic view where the shape is another', () => {
    expect(alertDomains({ domains: ['a.example'] })).toBeUndefined();
    expect(
      alertDomains({ domains: [{ domain: 'a', from: 'x', to: 'y', checks: [{ ...check, found: 'text' }] }] }),
    ).toBeUndefined();
    expect(recoveredDomains({ domains: [] })).toBeUndefined();
    expect(mailboxEntries({ mailboxes: { a: 1 } })).toBeUndefined();
  });
});
