import { create } from 'zustand';
import type { DomainRow } from '../../src-shared/views/domains.ts';
import { call } from '../ipc.ts';
import { type DomainFilter, type DomainSort, NO_FILTER, TROUBLE_FIRST } from '../lib/domain-list.ts';
import { createResource } from './resource.ts';

/** Every domain of every account in short; asked apart from the overview, whose picture must not wait for 500 rows. */
export const domains = createResource(() => call('domains.list'), ['accounts', 'domains', 'mailboxes']);

interface DomainList {
  filter: DomainFilter;
  sort: DomainSort;
}

/** How the person left the list: it stands so when they come back. */
export const useDomainList = create<DomainList>(() => ({ filter: NO_FILTER, sort: TROUBLE_FIRST }));

export const filterDomainList = (change: Partial<DomainFilter>): void =>
  useDomainList.setState(({ filter }) => ({ filter: { ...filter, ...change } }));

export const sortDomainList = (sort: DomainSort): void => useDomainList.setState({ sort });

/** Which domain is meant: its name alone may stand in two accounts. */
export type DomainKey = Pick<DomainRow, 'account' | 'domain'>;

export const sameDomain = (a: DomainKey, b: DomainKey): boolean =>
  a.domain === b.domain && a.account === b.account;
