import { describe, expect, it } from 'vitest';
import { familyOf, StandingAlerts, subjectsOf } from '../../../src-main/desktop/notification-subjects.ts';
import { AUDIT_ACTION_NAMES } from '../../../src-shared/audit-actions.ts';

describe('which recovery answers which alert', () => {
  it.each([
    ['dns.health_alert', { family: 'dns.health', role: 'alert' }],
    ['dns.health_recovered', { family: 'dns.health', role: 'recovery' }],
    ['mailbox.quota_alert', { family: 'mailbox.quota', role: 'alert' }],
    ['mailbox.send_limit_recovered', { family: 'mailbox.send_limit', role: 'recovery' }],
    ['mailbox.send_rate_alert', { family: 'mailbox.send_rate', role: 'alert' }],
    ['account.quota_recovered', { family: 'account.quota', role: 'recovery' }],
    ['monitor.failed', { family: 'monitor', role: 'alert' }],
    ['monitor.recovered', { family: 'monitor', role: 'recovery' }],
    ['settings.update', undefined],
    ['notification.test', undefined],
  ] as const)('%s', (action, expected) => {
    expect(familyOf(action)).toEqual(expected);
  });

  it('finds an alert for every recovery there is', () => {
    const families = (role: string) =>
      AUDIT_ACTION_NAMES.flatMap((action) => {
        const found = familyOf(action);
        return found?.role === role ? [found.family] : [];
      });
    for (const family of families('recovery')) expect(families('alert')).toContain(family);
  });

  it('reads single subjects from the details', () => {
    const base = { account: 'default', target: '2 domains' };
    expect(
      subjectsOf({
        ...base,
        action: 'dns.health_alert',
        details: { domains: [{ domain: 'a' }, { domain: 'b' }] },
      }),
    ).toEqual(['dns.health|default|a', 'dns.health|default|b']);
    expect(
      subjectsOf({ ...base, action: 'mailbox.quota_alert', details: { mailboxes: [{ mailbox: 'm@a' }] } }),
    ).toEqual(['mailbox.quota|default|m@a']);
  });

  it.each([{}, { domains: 'x' }, { domains: [null, 3, {}] }])(
    'takes the target where the details are %j',
    (details) => {
      expect(subjectsOf({ action: 'monitor.failed', account: null, target: 'DNS health', details })).toEqual([
        'monitor||DNS health',
      ]);
    },
  );
});

describe('alerts on the screen', () => {
  it('go when everything they are about is spoken for', () => {
    const standing = new StandingAlerts<string>();
    standing.add('three', ['a', 'b', 'c']);
    standing.add('other', ['d']);
    expect(standing.supersede(['a'])).toEqual([]);
    expect(standing.supersede(['b', 'c'])).toEqual(['three']);
    expect(standing.supersede(['a', 'b', 'c'])).toEqual([]);
  });

  it('without a subject are answered by nothing', () => {
    const standing = new StandingAlerts<string>();
    standing.add('test', []);
    expect(standing.supersede(['a'])).toEqual([]);
  });
});
