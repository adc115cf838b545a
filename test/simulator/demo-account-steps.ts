import { findDomain, type SimAccount } from './account-state.ts';
import { sizes } from './account-views.ts';
import type { Step, World } from './demo-scenario.ts';
import { GIVEN_MORE, LEAVING, SPECIAL_MAILBOXES } from './fleet-names.ts';

const FORWARDING = 'harbor-books.example';
const FORWARDER = 'returns-desk';
const FORWARDED_TO = 'warehouse@parcel-partner.example';
const WELCOME = '*@flour-mill.example';
const PLAN_BYTES = 100 * 1024 ** 3;
const DAY_MS = 86_400_000;
const GRACE_DAYS = 14;

/** What somebody does in the panel while one watches, and what it does to the account's storage. */
export const ACCOUNT_STEPS: readonly Step[] = [
  {
    name: 'add-forwarder',
    at: 58,
    text: `somebody adds a forwarder ${FORWARDER}@${FORWARDING} in the panel`,
    apply: ({ account }) =>
      void findDomain(account.account, FORWARDING).forwarders.set(FORWARDER, [FORWARDED_TO]),
  },
  {
    name: 'outgrow-plan',
    at: 66,
    text: 'the account outgrows its storage plan, and MXroute sets a grace period',
    apply: ({ account }) => {
      account.account.quotaBytes = Math.round(usedBytes(account.account) / 1.02);
      account.account.grace = {
        days_remaining: GRACE_DAYS,
        deadline: new Date(Date.now() + GRACE_DAYS * DAY_MS).toISOString().slice(0, 10),
      };
    },
  },
  {
    name: 'change-quota',
    at: 112,
    text: `${GIVEN_MORE} gets twice the room`,
    apply: ({ account }) => account.setUsage(GIVEN_MORE, { quota: 2048 }),
  },
  {
    name: 'whitelist-sender',
    at: 138,
    text: `somebody puts ${WELCOME} on the whitelist`,
    apply: ({ account }) => void account.account.whitelist.add(WELCOME),
  },
  {
    name: 'delete-mailbox',
    // It is told a minute later, when it was seen twice; until then the usage scan waits, and the story rests.
    at: 152,
    text: `somebody deletes the mailbox ${LEAVING}`,
    apply: ({ account }) => account.deleteMailbox(LEAVING),
  },
  {
    name: 'larger-plan',
    at: 160,
    text: 'the account moves to a larger plan',
    apply: ({ account }) => restorePlan(account.account),
  },
];

/** The account as the story found it. */
export function restoreAccount({ account }: World): void {
  findDomain(account.account, FORWARDING).forwarders.delete(FORWARDER);
  account.account.whitelist.delete(WELCOME);
  restorePlan(account.account);
  const [username = '', domain = ''] = LEAVING.split('@');
  if (!findDomain(account.account, domain).mailboxes.has(username))
    account.addMailbox(domain, { username, ...SPECIAL_MAILBOXES[LEAVING] });
}

function restorePlan(account: SimAccount): void {
  account.quotaBytes = PLAN_BYTES;
  account.grace = null;
}

const usedBytes = (account: SimAccount): number =>
  sizes(account).reduce((sum, { size_bytes }) => sum + size_bytes, 0);
