import { type Sample, THERE } from './sample.ts';

/** What the watch notices: domains, mailboxes, forwarders, spam lists. */
export const ACCOUNT_SAMPLES = {
  'domain.create': {
    target: 'example.com',
    actor: THERE,
    details: () => ({ mailHosting: true, mailboxes: 2, forwarders: 0, pointers: 0 }),
  },
  'domain.delete': {
    target: 'example.com',
    actor: THERE,
    details: () => ({ mailboxes: 4, forwarders: 2, pointers: 1 }),
  },
  'domain.mail_status': { target: 'example.com', actor: THERE, details: () => ({ mailHosting: false }) },
  'pointer.create': {
    target: 'example.net',
    actor: THERE,
    details: () => ({ domain: 'example.com', type: 'alias' }),
  },
  'pointer.delete': {
    target: 'example.net',
    actor: THERE,
    details: () => ({ domain: 'example.com', type: 'alias' }),
  },
  'mailbox.create': {
    target: 'sales@example.com',
    actor: THERE,
    details: () => ({ domain: 'example.com', quotaMb: 2_048, sendLimit: 400 }),
  },
  'mailbox.update': {
    target: 'sales@example.com',
    actor: THERE,
    details: () => ({ domain: 'example.com', suspended: { before: false, after: true } }),
  },
  'mailbox.quota_update': {
    target: 'sales@example.com',
    actor: THERE,
    details: () => ({ domain: 'example.com', quotaMb: { before: 2_048, after: 1_024 }, usageMb: 870 }),
  },
  'mailbox.delete': {
    target: 'sales@example.com',
    actor: THERE,
    details: (ago) => ({ domain: 'example.com', usageMb: 870, quotaMb: 2_048, readAt: ago(240) }),
  },
  'forwarder.create': {
    target: 'orders@example.com',
    actor: THERE,
    details: () => ({ domain: 'example.com', to: ['shop@example.net', 'books@example.org'] }),
  },
  'forwarder.update': {
    target: 'orders@example.com',
    actor: THERE,
    details: () => ({
      domain: 'example.com',
      to: { before: ['shop@example.net', 'books@example.org'], after: ['shop@example.net'] },
    }),
  },
  'forwarder.delete': {
    target: 'orders@example.com',
    actor: THERE,
    details: () => ({ domain: 'example.com', to: ['shop@example.net'] }),
  },
  'catchall.update': {
    target: 'example.com',
    actor: THERE,
    details: () => ({ before: 'fail', after: 'office@example.net' }),
  },
  'spam.settings_update': {
    target: 'example.com',
    actor: THERE,
    details: () => ({ settings: { highScore: { before: 5, after: 10 } } }),
  },
  'spam.whitelist_add': { target: '*@news.example.org', actor: THERE, details: () => ({}) },
  'spam.whitelist_remove': { target: '*@news.example.org', actor: THERE, details: () => ({}) },
  'spam.blacklist_add': { target: 'offers@example.org', actor: THERE, details: () => ({}) },
  'spam.blacklist_remove': { target: 'offers@example.org', actor: THERE, details: () => ({}) },
} satisfies Record<string, Sample>;
