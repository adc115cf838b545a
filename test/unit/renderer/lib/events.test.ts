import { describe, expect, it } from 'vitest';
import {
  accountEntry,
  alertDomains,
  mailboxEntries,
  recoveredDomains,
} from '../../../../src-renderer/lib/event-details.ts';

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

  it('of the account’s own storage read like those of a mailbox', () => {
    const details = { threshold: 90, value: 9421, limit: 10_240, percent: 92, since: '2026-03-08T00:00:00Z' };
    expect(accountEntry({ action: 'account.quota_alert', target: 'demo at eagle', details })).toMatchObject({
      mailbox: 'demo at eagle',
      value: 9421,
      percent: 92,
    });
    expect(accountEntry({ action: 'account.quota_alert', target: 'demo', details: {} })).toBeUndefined();
    expect(accountEntry({ action: 'mailbox.quota_alert', target: 'demo', details })).toBeUndefined();
  });
});
