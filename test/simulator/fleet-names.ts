import { domainToASCII } from 'node:url';
import type { SimMailbox } from './account-state.ts';

/** The demo's account. Every name is under `.example` (RFC 2606), so nobody's domain is meant. */
const INTERNATIONAL = domainToASCII('müller-bau.example');

/** Hosted elsewhere for the moment: mail is switched off in the panel. */
export const QUIET_DOMAIN = 'parked-brand.example';
export const WITHOUT_DMARC = 'pixelforge.example';

export const NAMED_MAILBOXES: Record<string, readonly string[]> = {
  'harbor-books.example': ['info', 'orders', 'anna', 'tom', 'returns', 'newsletter'],
  'northwind-bakery.example': ['hello', 'orders', 'maria', 'shifts'],
  'studio-lumen.example': ['studio', 'lena', 'invoices', 'projects'],
  'kestrel-consulting.example': ['office', 'j.kestrel', 'accounts', 'jobs', 'scans'],
  'greenfield-farm.example': ['farm', 'csa', 'market'],
  'atlas-legal.example': ['office', 'm.okafor', 's.lindqvist', 'intake'],
  'pixelforge.example': ['hi', 'dev', 'support', 'alerts'],
  'riverside-clinic.example': ['reception', 'dr.weiss', 'billing'],
  'oakandiron.example': ['workshop', 'sales', 'ben'],
  'shop.harbor-books.example': ['noreply', 'support'],
  [INTERNATIONAL]: ['info', 'angebot'],
  [QUIET_DOMAIN]: [],
};

export const NAMED_DOMAINS = Object.keys(NAMED_MAILBOXES);

/** Those that the demo's story is about, and one without a quota. */
export const FULL_AT_START = 'scans@kestrel-consulting.example';
export const FILLING = 'orders@northwind-bakery.example';
export const BUSY_SENDER = 'noreply@shop.harbor-books.example';

/** Deleted, and given a larger quota, by somebody in the panel. */
export const LEAVING = 'market@greenfield-farm.example';
export const GIVEN_MORE = 'shifts@northwind-bakery.example';

export const SPECIAL_MAILBOXES: Record<string, Partial<SimMailbox>> = {
  [FULL_AT_START]: { quota: 2048, usage: 1946.2 },
  [FILLING]: { quota: 1024, usage: 898.4 },
  [BUSY_SENDER]: { limit: 500, sent: 425 },
  'alerts@pixelforge.example': { quota: 0 },
  [LEAVING]: { quota: 2048, usage: 312.4, sent: 3 },
  [GIVEN_MORE]: { quota: 1024, usage: 540.8, sent: 11 },
};
