import { z } from 'zod';
import type { AuditAction } from '../../../src-shared/audit-actions.ts';
import { A_SCAN_APART_MS, isSudden } from '../doubt/doubt.ts';
import type { SeenList } from './compare-list.ts';
import { changedMailbox, mailboxFacts, mergedMailbox } from './mailbox-facts.ts';
import {
  type Change,
  type FacetRule,
  type Known,
  type ListRule,
  listRule,
  type Verdict,
  valueRule,
} from './rule.ts';
import type { MailboxFacts } from './seen.ts';

/** What is known of each domain. */
export const DOMAIN_FACETS = ['hosting', 'pointers', 'forwarders', 'catchAll', 'spam', 'mailboxes'] as const;
/** The account's own lists, seen through any of its domains. */
export const ACCOUNT_FACETS = ['whitelist', 'blacklist'] as const;
export type DomainFacet = (typeof DOMAIN_FACETS)[number];
export type AccountFacet = (typeof ACCOUNT_FACETS)[number];
export type FacetName = DomainFacet | AccountFacet;

export interface SeenByFacet {
  hosting: boolean;
  /** Domain → kind; `''`: MXroute did not say. */
  pointers: SeenList<string>;
  /** Forwarder → destinations. */
  forwarders: SeenList<string[]>;
  /** `fail`, `blackhole` or an address. */
  catchAll: string;
  /** The score from which mail is deleted. */
  spam: number;
  mailboxes: SeenList<MailboxFacts>;
  whitelist: SeenList<true>;
  blacklist: SeenList<true>;
}

type RuleFor<S> = [S] extends [SeenList<infer T>] ? ListRule<T> : FacetRule<S>;

const one = (action: AuditAction, subject: string, facts: Change['facts']): Change[] => [
  { action, subject, facts },
];

const spamList = (added: AuditAction, gone: AuditAction): ListRule<true> =>
  listRule({
    facts: z.literal(true),
    added: (entry) => one(added, entry, {}),
    gone: (entry) => one(gone, entry, {}),
  });

/** A pointer has no name but its domain, so one of another kind is another pointer. */
const pointer = (action: AuditAction, subject: string, type: string, domain: string): Change[] =>
  one(action, subject, { domain, ...(type === '' ? {} : { type }) });

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((value, index) => value === b[index]);

/** The rules of the inventory (spec: Account watch), one per facet. */
export const RULES: { readonly [F in FacetName]: RuleFor<SeenByFacet[F]> } = {
  hosting: valueRule({
    value: z.boolean(),
    changed: (_was, mailHosting, { domain }) => one('domain.mail_status', domain, { mailHosting }),
  }),
  pointers: listRule({
    facts: z.string(),
    added: (name, type, { domain }) => pointer('pointer.create', name, type, domain),
    gone: (name, type, { domain }) => pointer('pointer.delete', name, type, domain),
    changed: (name, was, now, { domain }) =>
      was === '' || now === '' || was === now
        ? []
        : [...pointer('pointer.delete', name, was, domain), ...pointer('pointer.create', name, now, domain)],
    merge: (was, now) => (now === '' ? was : now),
  }),
  forwarders: listRule({
    facts: z.array(z.string()),
    added: (name, to, { domain }) => one('forwarder.create', name, { domain, to }),
    gone: (name, to, { domain }) => one('forwarder.delete', name, { domain, to }),
    changed: (name, before, after, { domain }) =>
      same(before, after) ? [] : one('forwarder.update', name, { domain, to: { before, after } }),
  }),
  catchAll: valueRule({
    value: z.string(),
    changed: (before, after, { domain }) => one('catchall.update', domain, { before, after }),
  }),
  spam: valueRule({
    value: z.number(),
    changed: (before, after, { domain }) =>
      one('spam.settings_update', domain, { settings: { highScore: { before, after } } }),
  }),
  mailboxes: listRule({
    facts: mailboxFacts,
    added: (name, { quotaMb, sendLimit }, { domain }) =>
      one('mailbox.create', name, { domain, quotaMb, sendLimit }),
    gone: (name, { quotaMb, usageMb }, { domain, knownAt }) =>
      one('mailbox.delete', name, {
        domain,
        usageMb,
        quotaMb,
        readAt: new Date(knownAt).toISOString(),
      }),
    changed: changedMailbox,
    merge: mergedMailbox,
  }),
  whitelist: spamList('spam.whitelist_add', 'spam.whitelist_remove'),
  blacklist: spamList('spam.blacklist_add', 'spam.blacklist_remove'),
};

/** The account's domains: canonical name → as MXroute spells it. What happened to them is told with what is in them. */
export const DOMAINS = listRule<string>({
  facts: z.string(),
  added: domainChange('domain.create'),
  gone: domainChange('domain.delete'),
  doubtsEmptyBaseline: true,
  confirmedWithinMs: A_SCAN_APART_MS,
  isDoubtful: isSudden,
});

function domainChange(action: AuditAction) {
  return (domain: string): Change[] => one(action, domain, {});
}

/** One facet of a domain (or of the account, under the domain `''`) as MXroute has just told it. */
export interface Sighting<F extends FacetName = FacetName> {
  domain: string;
  facet: F;
  seen: SeenByFacet[F];
  /** Milliseconds since the epoch. */
  at: number;
}

/** What an answer changes; nothing is stored yet. */
export const judge = <F extends FacetName>(sighting: Sighting<F>, before: Known | undefined): Verdict => {
  const rule = RULES[sighting.facet] as FacetRule<SeenByFacet[F]>;
  return rule.judge(sighting.domain, before, sighting.seen, sighting.at);
};
