import { domainToASCII, domainToUnicode } from 'node:url';

/** Host and domain names: A-labels on the wire, Unicode for people, one canonical form as the key of everything. */

const MAX_LABEL = 63;
const MAX_NAME = 253;
/** RFC 5891 accepts these as dots too: they arrive from keyboards. */
const DOTS = /[.\u3002\uff0e\uff61]/;
const WIRE_LABEL = /^[!-~]+$/;
const NEVER_IN_A_LABEL = /[\\"';()@$,]/;

/**
 * The form that goes on the wire: lower case, A-labels, no trailing dot. Labels are converted one by one, so that
 * underscore labels (`_dmarc`) survive and an all-digit label is not taken for an IPv4 address.
 * @returns undefined where the text is no name that could be asked for.
 */
export function toAscii(name: string): string | undefined {
  const labels = withoutTrailingDot(name.trim()).split(DOTS).map(asciiLabel);
  if (labels.some((label) => label === undefined)) return undefined;
  const ascii = labels.join('.');
  return ascii.length <= MAX_NAME ? ascii : undefined;
}

/** The form that people read: lower case, Unicode. What cannot be converted is left as it is. */
export function toUnicode(name: string): string {
  return withoutTrailingDot(name.trim().toLowerCase())
    .split('.')
    .map((label) => (label.startsWith('xn--') ? domainToUnicode(label) || label : label))
    .join('.');
}

/** The key under which a domain is stored and shown, whichever form it came in. */
export const canonicalDomain = (domain: string): string => toUnicode(toAscii(domain) ?? domain);

/** For comparing hosts: case, trailing dot and the form of international labels do not matter. */
export const comparableHost = (host: string): string =>
  toAscii(host) ?? withoutTrailingDot(host.trim()).toLowerCase();

/**
 * The full name of a record as MXroute names it.
 * @param name relative (`x._domainkey`), `@`, empty, or already absolute with or without trailing dot.
 */
export function recordName(name: string, domain: string): string {
  const bare = comparableHost(name);
  const apex = comparableHost(domain);
  if (bare === '' || bare === '@' || bare === apex) return apex;
  if (name.trim().endsWith('.') || bare.endsWith(`.${apex}`)) return bare;
  return `${bare}.${apex}`;
}

function asciiLabel(label: string): string | undefined {
  const ascii = WIRE_LABEL.test(label) ? label.toLowerCase() : domainToASCII(label);
  const usable =
    ascii.length > 0 &&
    ascii.length <= MAX_LABEL &&
    !ascii.includes('.') &&
    WIRE_LABEL.test(ascii) &&
    !NEVER_IN_A_LABEL.test(ascii);
  return usable ? ascii : undefined;
}

const withoutTrailingDot = (name: string): string => (name.endsWith('.') ? name.slice(0, -1) : name);
