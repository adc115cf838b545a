const known = new Map<string, string>();

/** A-labels, lower case; the text itself where it is no host name. A list asks for the same names again and again. */
export function asciiDomain(domain: string): string {
  const before = known.get(domain);
  if (before !== undefined) return before;
  const ascii = toAscii(domain);
  known.set(domain, ascii);
  return ascii;
}

const PLAIN = /^[\x20-\x7e]*$/;

function toAscii(domain: string): string {
  if (PLAIN.test(domain)) return domain.toLowerCase();
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return domain.toLowerCase();
  }
}

const HOST_LABEL = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;

/** What is wrong with a host name as a sentence; undefined where nothing is. Unicode is welcome. */
export function hostProblem(text: string): string | undefined {
  const host = text.trim().replace(/\.$/, '');
  if (host === '') return 'Enter a host name, like mx.example.com.';
  const labels = asciiDomain(host).split('.');
  if (/^[\d.]+$|:/.test(host)) return 'An MX record names a host, never an address.';
  if (labels.length < 2 || labels.join('.').length > 253 || !labels.every((label) => HOST_LABEL.test(label)))
    return `“${host}” is not a host name. It looks like mx.example.com.`;
  return undefined;
}

export const sameHost = (a: string, b: string): boolean => {
  const bare = (host: string) => asciiDomain(host.trim().replace(/\.$/, ''));
  return bare(a) === bare(b);
};
