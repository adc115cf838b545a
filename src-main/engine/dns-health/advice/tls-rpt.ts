import { recordName, toUnicode } from '../../dns/names.ts';
import { seen } from '../check.ts';
import { textsOf } from '../checks/result.ts';
import { type AdviceDefinition, advice, good, notSeen } from './check.ts';

/** TLS reporting (RFC 8460). */
export const tlsRpt: AdviceDefinition = {
  name: 'tlsRpt',
  label: 'TLS reporting',
  why: 'With it other servers tell you when they could not deliver to you over an encrypted connection.',
  mailOnly: true,
  questions: ({ domain }) => [{ name: recordName('_smtp._tls', domain), type: 'TXT' }],

  judge({ domain }, { dns }) {
    const host = recordName('_smtp._tls', domain);
    const outcome = seen(dns, host, 'TXT');
    if (outcome.outcome === 'unknown') return notSeen(host, outcome);
    const found = textsOf(outcome).filter((text) => /^v=TLSRPTv1\s*(;|$)/.test(text));
    const [record] = found;
    if (record === undefined) {
      return advice(
        `Nobody is asked for TLS reports: publish "v=TLSRPTv1; rua=mailto:…" as TXT at ${toUnicode(host)}.`,
      );
    }
    if (found.length > 1)
      return advice('There are several TLS reporting records, so none counts: keep one.', found);
    const addresses = reportAddresses(record);
    if (
      addresses.length === 0 ||
      !addresses.every((uri) => /^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/i.test(uri))
    ) {
      return advice('The TLS reporting record has no usable address: write rua=mailto:name@domain.', found);
    }
    return good(
      `TLS reports go to ${addresses.map((uri) => uri.replace(/^mailto:/i, '')).join(', ')}.`,
      found,
    );
  },
};

function reportAddresses(record: string): string[] {
  const rua = record
    .split(';')
    .map((part) => part.trim())
    .find((part) => /^rua\s*=/.test(part));
  return (rua?.slice(rua.indexOf('=') + 1) ?? '')
    .split(',')
    .map((uri) => uri.trim())
    .filter(Boolean);
}
