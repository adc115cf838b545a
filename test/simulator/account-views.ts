import type { SimAccount, SimDomain, SimMailbox, SimRecord } from './account-state.ts';

/** How the account's objects look in answers (source: MXroute API 1.0.0, schemas). */

export const viewDomain = (domain: SimDomain) => ({
  domain: domain.domain,
  mail_hosting: domain.mailHosting,
  ssl_enabled: domain.sslEnabled,
  pointers: [...domain.pointers.keys()],
});

export const viewPointer = (domain: SimDomain, pointer: string) => ({
  pointer,
  type: domain.pointers.get(pointer) ?? 'alias',
  target: domain.domain,
});

export const viewMailbox = (domain: SimDomain, mailbox: SimMailbox) => ({
  username: mailbox.username,
  email: `${mailbox.username}@${domain.domain}`,
  quota: mailbox.quota,
  usage: mailbox.usage,
  limit: mailbox.limit,
  sent: mailbox.sent,
  suspended: mailbox.suspended,
});

export const viewForwarder = (domain: SimDomain, alias: string) => ({
  alias,
  email: `${alias}@${domain.domain}`,
  destinations: domain.forwarders.get(alias) ?? [],
});

const txt = (record: SimRecord) => ({ type: 'TXT', ...record });

export const viewDns = (domain: SimDomain) => ({
  mx_records: domain.mx,
  spf: txt(domain.spf),
  dkim: domain.dkim && txt(domain.dkim),
  verification: domain.verification && {
    ...txt(domain.verification),
    description: 'Proves that the domain is yours',
  },
});

const CATCH_ALL_WORDS = {
  fail: 'Emails to non-existent addresses are rejected',
  blackhole: 'Emails to non-existent addresses are discarded',
  address: 'Emails to non-existent addresses are forwarded',
};

export const viewCatchAll = ({ catchAll }: SimDomain) => ({
  ...catchAll,
  description: CATCH_ALL_WORDS[catchAll.type],
});

export const viewVerificationKey = (key: string) => ({
  key,
  record: { type: 'TXT', name: key, value: 'domain-verified' },
  description: 'Add this TXT record to your domain before adding it to your account',
});

const MB = 1024 ** 2;

export const sizes = (account: SimAccount) =>
  [...account.domains.values()].flatMap((domain) =>
    [...domain.mailboxes.values()].map((mailbox) => ({
      email_address: `${mailbox.username}@${domain.domain}`,
      size_bytes: Math.round(mailbox.usage * MB),
    })),
  );

export function viewQuota(account: SimAccount, updatedAt: string) {
  const email = sizes(account).reduce((sum, { size_bytes }) => sum + size_bytes, 0);
  return {
    username: account.username,
    total_used: email,
    total_limit: account.quotaBytes,
    percent_used: account.quotaBytes > 0 ? (email / account.quotaBytes) * 100 : 0,
    breakdown: { email, web: 0, databases: 0, backups: 0, other: 0 },
    grace_period: account.grace,
    updated_at: updatedAt,
  };
}

export const viewQuotaEmail = (account: SimAccount, updatedAt: string) => ({
  username: account.username,
  accounts: sizes(account)
    .sort((a, b) => b.size_bytes - a.size_bytes)
    .map((entry) => ({ ...entry, updated_at: updatedAt })),
});
