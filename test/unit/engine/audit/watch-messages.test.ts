import { describe, expect, it } from 'vitest';
import { toEntries } from '../../../../src-main/engine/account-watch/events.ts';
import { formatMessage } from '../../../../src-main/engine/audit/message.ts';
import { sampleEvent } from '../../../../src-main/engine/audit/samples.ts';
import { type AuditAction, monitorActions } from '../../../../src-shared/audit-actions.ts';
import type { EventDetails } from '../../../../src-shared/audit-event.ts';
import { eventOf, NOW, OPTIONS } from './support.ts';

const THERE = 'MXroute account';
const message = (action: AuditAction, target: string, details: EventDetails, actor = THERE) =>
  formatMessage(eventOf(action, target, details, actor), OPTIONS);

describe.each(monitorActions('watch'))('many of %s in one scan', (action) => {
  const facts = sampleEvent(action, NOW).details;
  const changes = Array.from({ length: 23 }, (_, index) => ({
    action,
    subject: `${String(index).padStart(2, '0')}.example`,
    facts,
  }));
  const [entry] = toEntries(changes);
  const told = message(action, entry?.target ?? '', entry?.details ?? {});

  it('is one message: how many, each by name with its facts, who, and what to do', () => {
    const lines = told.body.split('\n');
    expect(lines[0]).toMatch(/^23 (domains|pointers|mailboxes|forwarders|entries)\b.*\.$/);
    expect(lines.filter((line) => /^- \d\d\.example/.test(line))).toHaveLength(20);
    expect(told.body).toContain('- and 3 more');
    expect(told.body).toContain('Changed in the MXroute panel or by another program.');
    expect(told.body).toMatch(/\n\nWhat to do: ./);
    expect(told.body).not.toMatch(/undefined|null|\[object|\b(true|false)\b|quotaMb|highScore/);
  });

  it('is a list in Markdown too', () => {
    expect(told.markdown.match(/^- \*\*\d\d\.example\*\*/gm)).toHaveLength(20);
    expect(told.markdown).toContain('**What to do:**');
  });

  it('does not speak of them as of one', () => {
    expect(told.body).not.toMatch(/23 \w+ (was|is|has|forwards|does)\b/);
  });
});

describe('what the watch tells of one change', () => {
  it.each<[AuditAction, string, EventDetails, string]>([
    [
      'mailbox.update',
      'a@example.com',
      { domain: 'example.com', suspended: { before: false, after: true } },
      'a@example.com was suspended.\nChanged in the MXroute panel or by another program.\n\n' +
        'What to do: if you did not suspend it, MXroute did: it takes and sends no mail until the reason is gone, so ask MXroute’s support.',
    ],
    [
      'mailbox.quota_update',
      'a@example.com',
      { domain: 'example.com', quotaMb: { before: 0, after: 1_024 }, usageMb: 870 },
      'a@example.com has another quota.\nQuota: unlimited → 1,024 MB\nUsed: 870 MB\n' +
        'Changed in the MXroute panel or by another program.\n\n' +
        'What to do: nothing, if it was meant; a mailbox above its quota refuses new mail.',
    ],
    [
      'forwarder.create',
      'lost@example.com',
      { domain: 'example.com', to: [':blackhole:'] },
      'lost@example.com is a forwarder now.\nForwards to: nobody, mail is silently discarded\n' +
        'Changed in the MXroute panel or by another program.\n\n' +
        'What to do: nothing, if it was meant; a forwarder to an address that you do not know takes mail out of your hands: delete it.',
    ],
    [
      'domain.delete',
      'example.com',
      { mailboxes: 4, forwarders: 2, pointers: 0 },
      'example.com was deleted from the account, with everything in it.\nMailboxes gone: 4\nForwarders gone: 2\n' +
        'Pointers gone: 0\nChanged in the MXroute panel or by another program.\n\n' +
        'What to do: if nobody meant to, change the panel’s password and ask MXroute’s support about a backup today.',
    ],
  ])('%s %s', (action, target, details, body) => {
    expect(message(action, target, details).body).toBe(body);
  });

  it('domain.create: what came with it is no event of its own, so it is counted here', () => {
    const details = { mailHosting: true, mailboxes: 12, forwarders: 1, pointers: 0 };
    const { body } = message('domain.create', 'example.com', details);
    expect(body).toMatch(/^example\.com was added to the account\.\nMail hosting: on\nMailboxes: 12\n/);
  });
});

describe('the account’s own storage', () => {
  const since = '2026-05-03T10:30:00.000Z';
  const grace = (daysRemaining: number | null, deadline: string | null) => ({ daysRemaining, deadline });
  const told = (details: EventDetails, action: AuditAction = 'account.quota_alert') =>
    message(action, 'alice at eagle.mxlogin.com', details, 'monitor').body;

  it('tells share and size, by what, the threshold, the grace period and what to do', () => {
    const details = {
      threshold: 90,
      value: 94_208,
      limit: 102_400,
      percent: 92,
      breakdown: { web: 2_868, email: 91_340, databases: 0.2 },
      grace: grace(5, null),
      since,
    };
    expect(told(details)).toBe(
      [
        'alice at eagle.mxlogin.com: 92.0 % full (92.0 of 100.0 GB) since 3 May 2026, 10:30.',
        'Used by: email 89.2 GB, web 2,868 MB',
        'Alert threshold: 90 %.',
        'MXroute’s grace period ends in 5 days.',
        '',
        'What to do: delete mail or move to a larger plan: a full account refuses new mail.',
      ].join('\n'),
    );
  });

  it.each([
    [grace(1, '2026-05-04'), 'MXroute’s grace period ends in 1 day (2026-05-04).'],
    [grace(null, '2026-05-04T12:00:00Z'), 'MXroute’s grace period ends 4 May 2026, 12:00.'],
    [grace(0, null), 'MXroute’s grace period ends today.'],
  ])('a grace period of %j', (period, line) => {
    expect(told({ threshold: 90, value: 11, limit: 10, percent: 110, grace: period, since })).toContain(line);
  });

  it('stays in MB where the account is small', () => {
    expect(told({ threshold: 90, value: 4_710, limit: 5_120, percent: 92, since })).toContain(
      '92.0 % full (4,710 of 5,120 MB)',
    );
  });

  it('recovered: without threshold, grace period and breakdown', () => {
    const breakdown = { email: 79_053 };
    const details = { threshold: 90, value: 79_053, limit: 102_400, percent: 77.2, breakdown, since };
    expect(told(details, 'account.quota_recovered')).toBe(
      'alice at eagle.mxlogin.com: 77.2 % full (77.2 of 100.0 GB). The alarm stood since 3 May 2026, 10:30.\n\n' +
        'What to do: nothing.',
    );
  });

  it('recovered because it is unlimited now', () => {
    const details = { threshold: 90, value: 79_053, reason: 'now unlimited', since };
    expect(told(details, 'account.quota_recovered')).toContain('77.2 GB (now unlimited).');
  });

  it('tells its parts in Markdown as well, and takes no markup from MXroute', () => {
    const details = { threshold: 90, value: 1, limit: 1, percent: 100, breakdown: { '**e**': 2 }, since };
    const { markdown } = message('account.quota_alert', 'a', details, 'monitor');
    expect(markdown).toContain('**a**: 100.0 % full');
    expect(markdown).toContain('\\*\\*e\\*\\*');
  });
});
