import type { FieldValues } from '../notification-services.ts';
import { decodeTwice, encodeTwice, joinQuery, splitUrl } from './parts.ts';

/**
 * How an e-mail target is stored that uses the settings under Mailbox Password Reset: `mxroute-smtp://reset/` with
 * its own recipients, and its own sender where it has one. No secret; no Apprise knows it.
 */
const RESET_SCHEME = 'mxroute-smtp';
const RESET_HOST = 'reset';

export const resetReference = (from: string, to: readonly string[]): string => {
  const query: [string, string][] = from === '' ? [] : [['from', encodeTwice(from)]];
  query.push(['to', to.map(encodeTwice).join(',')]);
  return `${RESET_SCHEME}://${RESET_HOST}/${joinQuery(query)}`;
};

export const isResetReference = (url: string): boolean =>
  url.trim().toLowerCase().startsWith(`${RESET_SCHEME}://`);

/** @returns `from` (may be empty) and `to`, separated by commas. */
export function parseReset(url: string): FieldValues | undefined {
  const parts = splitUrl(url);
  if (parts?.scheme !== RESET_SCHEME || parts.host.toLowerCase() !== RESET_HOST) return undefined;
  if (parts.user !== undefined || parts.port !== undefined || parts.path.replaceAll('/', '') !== '')
    return undefined;
  const query = new Map(parts.query);
  if (query.size !== parts.query.length || [...query.keys()].some((key) => key !== 'from' && key !== 'to'))
    return undefined;
  const from = decodeTwice(query.get('from') ?? '');
  const to = decodeTwice(query.get('to') ?? '');
  return from === undefined || !to ? undefined : { from, to };
}
