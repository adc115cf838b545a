import { comparableHost } from '../dns/names.ts';

/** SPF records (RFC 7208), as far as the rules need them. */

export const isSpf = (text: string): boolean => /^v=spf1( |$)/i.test(text);
/** Meant as SPF, but no receiver takes it for one. */
export const looksLikeSpf = (text: string): boolean => !isSpf(text) && /^[\s"'“”]*v\s*=\s*spf1/i.test(text);

export type Qualifier = '+' | '-' | '~' | '?';
export interface Mechanism {
  qualifier: Qualifier;
  /** Lower case: `include`, `all`, `ip4`… */
  name: string;
  /** Behind the colon, or a prefix length (`/24`); empty where there is neither. */
  argument: string;
}
export interface SpfRecord {
  /** In order; what stands behind the first `all` is never reached. */
  mechanisms: Mechanism[];
  /** Target of `redirect=`. With several the record is in error (RFC 7208 6): none counts. */
  redirect: string | undefined;
}

export function parseSpf(text: string): SpfRecord {
  const terms = text.split(' ').slice(1).filter(Boolean);
  const redirects = terms.flatMap((term) => /^redirect=(.+)$/i.exec(term)?.[1] ?? []);
  return {
    mechanisms: terms.flatMap(mechanism),
    redirect: redirects.length === 1 ? redirects[0] : undefined,
  };
}

function mechanism(term: string): Mechanism[] {
  const match = /^([+\-~?]?)(?:([a-z][a-z0-9_.-]*)(?::(.*))?|(a|mx)(\/.*))$/i.exec(term);
  if (!match) return [];
  const [, qualifier, plain, behindColon, withLength, length] = match;
  const name = plain ?? withLength ?? '';
  const argument = behindColon ?? length ?? '';
  return [{ qualifier: (qualifier || '+') as Qualifier, name: name.toLowerCase(), argument }];
}

/** The domains that a record includes or redirects to, so that they may be demanded of another record. */
export function includedNames(text: string): string[] {
  const { mechanisms, redirect } = parseSpf(text);
  const includes = mechanisms.filter(({ name, qualifier }) => name === 'include' && qualifier === '+');
  return [...includes.map(({ argument }) => argument), ...(redirect === undefined ? [] : [redirect])]
    .map(comparableHost)
    .filter(Boolean);
}
