import { describe, expect, it } from 'vitest';
import { type AttentionInput, attentionItems } from '../../../../src-main/engine/overview/attention.ts';
import { ago, inDays, mailbox, monitor, NOW, quota, troubled } from './support.ts';

const input = (change: Partial<AttentionInput>): AttentionInput => ({
  troubled: [],
  alarmedMailboxes: [],
  quotas: [],
  monitors: [monitor(true)],
  accountLabel: (id) => `label of ${id}`,
  now: NOW,
  ...change,
});

const lines = (change: Partial<AttentionInput>) =>
  attentionItems(input(change)).map(({ severity, subject, message }) => [severity, subject, message]);

describe('what needs attention', () => {
  it('puts what is broken first, and says what and how much', () => {
    expect(
      lines({
        troubled: [
          troubled('a.example', 'unhealthy', 'No MX record.', 'No DMARC record.'),
          troubled('b.example', 'degraded', 'No DMARC record.'),
        ],
        alarmedMailboxes: [mailbox],
        quotas: [quota()],
        monitors: [monitor(false), monitor(true, 5, 'usage')],
      }),
    ).toEqual([
      ['failure', 'DNS health', 'Could not reach MXroute (timed out after 15 s).'],
      ['failure', 'a.example', 'No MX record. No DMARC record.'],
      ['warning', 'label of default', '93.2 of 100 GB used (93.2 %).'],
      ['warning', 'b.example', 'No DMARC record.'],
      ['warning', 'a@b.example', '954 of 1,024 MB used (93.2 %).'],
    ]);
  });

  it('names every monitor that cannot run; storage and watch are no emergency', () => {
    const monitors = (['dns', 'usage', 'quota', 'watch'] as const).map((name) => monitor(false, 5, name));
    expect(lines({ monitors }).map(([severity, subject]) => `${severity}: ${subject}`)).toEqual([
      'failure: DNS health',
      'failure: Mailbox usage',
      'warning: Account storage',
      'warning: Account watch',
    ]);
  });

  it.each([
    [{ daysRemaining: 5, deadline: inDays(5) }, 'MXroute’s grace period ends in 5 days: free some space.'],
    [{ daysRemaining: 1, deadline: null }, 'MXroute’s grace period ends in 1 day: free some space.'],
    // What MXroute counted days ago is older than its own deadline.
    [{ daysRemaining: 5, deadline: inDays(1.5) }, 'MXroute’s grace period ends in 2 days: free some space.'],
    [{ daysRemaining: 0, deadline: inDays(0.1) }, 'MXroute’s grace period ends in 1 day: free some space.'],
    [{ daysRemaining: 3, deadline: '2026-01-08' }, 'MXroute’s grace period ends in 3 days: free some space.'],
    [{ daysRemaining: 1, deadline: '2026-01-06' }, 'MXroute’s grace period ends in 1 day: free some space.'],
    [{ daysRemaining: 0, deadline: '2026-01-05' }, 'MXroute’s grace period ends today: free some space now.'],
    [{ daysRemaining: 0, deadline: '2026-01-04' }, 'MXroute’s grace period is over: free some space now.'],
    [{ daysRemaining: 0, deadline: ago(60) }, 'MXroute’s grace period is over: free some space now.'],
    [{ daysRemaining: null, deadline: null }, 'MXroute has given it a grace period: free some space.'],
  ])('is urgent about an account in its grace period: %j', (grace, sentence) => {
    const full = quota({ grace, usedBytes: 104 * 1024 ** 3, percent: 104 });
    expect(lines({ quotas: [full] })).toEqual([
      ['failure', 'label of default', `104 of 100 GB used (104.0 %). ${sentence}`],
    ]);
  });

  it('tells domains and mailboxes of two accounts apart', () => {
    const items = attentionItems(
      input({
        troubled: [{ ...troubled('a.example', 'degraded', 'x'), account: 'second' }],
        alarmedMailboxes: [mailbox],
      }),
    );
    expect(items.map(({ account, subject }) => `${account} ${subject}`)).toEqual([
      'second a.example',
      'default a@b.example',
    ]);
  });

  it('names a domain whose trouble could not be looked at again', () => {
    expect(lines({ troubled: [troubled('a.example', 'unhealthy')] })).toEqual([
      ['failure', 'a.example', 'What was wrong could not be looked up again.'],
    ]);
  });

  it('is silent about what is fine', () => {
    expect(
      lines({ quotas: [quota({ alarmSince: null })], monitors: [{ ...monitor(false), enabled: false }] }),
    ).toEqual([]);
  });
});
