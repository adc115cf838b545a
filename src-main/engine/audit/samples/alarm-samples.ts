import { HERE, type Sample } from './sample.ts';

/** What the monitors find, and what repairs change. */

const INFO = 'info@example.com';

const mailbox = (threshold: number, measured: Record<string, unknown>, minutes: number): Sample => ({
  target: INFO,
  details: (ago) => ({
    threshold,
    mailboxes: [{ mailbox: INFO, domain: 'example.com', ...measured, since: ago(minutes) }],
  }),
});

const account = (measured: Record<string, unknown>, minutes: number): Sample => ({
  target: 'example at eagle.mxlogin.com',
  details: (ago) => ({ threshold: 90, ...measured, since: ago(minutes) }),
});

export const ALARM_SAMPLES = {
  'mailbox.quota_alert': mailbox(90, { value: 972, limit: 1_024, percent: 94.92 }, 0),
  'mailbox.quota_recovered': mailbox(90, { value: 790, limit: 1_024, percent: 77.15 }, 2_880),
  'mailbox.send_limit_alert': mailbox(90, { value: 372, limit: 400, percent: 93 }, 0),
  'mailbox.send_limit_recovered': mailbox(90, { value: 12, limit: 400, percent: 3 }, 720),
  'mailbox.send_rate_alert': mailbox(300, { value: 412 }, 0),
  'mailbox.send_rate_recovered': mailbox(300, { value: 8 }, 180),
  'account.quota_alert': account(
    {
      value: 94_208,
      limit: 102_400,
      percent: 92,
      breakdown: { email: 91_340, web: 2_868 },
      grace: { daysRemaining: 5, deadline: null },
    },
    0,
  ),
  'account.quota_recovered': account({ value: 79_053, limit: 102_400, percent: 77.2 }, 4_320),
  'dns.fix': {
    target: 'example.com',
    actor: HERE,
    details: () => ({
      zone: 'example.com',
      records: [
        {
          change: 'update',
          type: 'TXT',
          name: 'example.com',
          before: 'v=spf1 include:_spf.example.net ~all',
          after: 'v=spf1 include:_spf.example.net include:mxroute.com ~all',
        },
        {
          change: 'create',
          type: 'MX',
          name: 'example.com',
          before: [],
          after: ['20 eagle-relay.mxlogin.com'],
        },
      ],
    }),
  },
  'dns.fix_bulk': {
    target: '3 domains',
    actor: HERE,
    details: () => ({
      domains: [
        { domain: 'example.com', changed: 2 },
        { domain: 'example.net', changed: 1 },
        { domain: 'example.org', changed: 0, problem: 'Cloudflare has no zone for it.' },
      ],
    }),
  },
  'dns.health_alert': {
    target: 'example.com',
    details: (ago) => ({
      domains: [
        {
          domain: 'example.com',
          from: 'healthy',
          to: 'unhealthy',
          since: ago(0),
          checks: [
            {
              check: 'mx',
              label: 'MX',
              status: 'fail',
              expectedHost: 'example.com',
              expected: ['10 eagle.mxlogin.com', '20 eagle-relay.mxlogin.com'],
              found: ['10 mx.example.net'],
              message: 'eagle.mxlogin.com is not among the published MX records, so mail does not arrive.',
            },
            {
              check: 'spf',
              label: 'SPF',
              status: 'fail',
              expectedHost: 'example.com',
              expected: ['v=spf1 include:mxroute.com -all'],
              found: [],
              message: 'No SPF record is published.',
            },
          ],
        },
      ],
    }),
  },
  'dns.health_recovered': {
    target: 'example.com',
    details: (ago) => ({ domains: [{ domain: 'example.com', from: 'unhealthy', since: ago(1_470) }] }),
  },
} satisfies Record<string, Sample>;
