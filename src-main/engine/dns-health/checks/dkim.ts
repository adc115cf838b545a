import { recordName } from '../../dns/names.ts';
import { type CheckDefinition, seen } from '../check.ts';
import { checkResult, mailHostingOff, notObserved, textsOf, unquoted } from './result.ts';

/** Warns only: the key that MXroute signs with is published at its selector. */
export const dkim: CheckDefinition = {
  name: 'dkim',
  counts: true,

  questions: ({ domain, mailHosting, dkim: record }) =>
    mailHosting && record && publicKey(unquoted(record.value))
      ? [{ name: recordName(record.name, domain), type: 'TXT' }]
      : [],

  judge({ domain, mailHosting, dkim: record }, observation) {
    const host = record ? recordName(record.name, domain) : domain;
    if (!mailHosting) return mailHostingOff('dkim', host, domain);
    const key = record && publicKey(unquoted(record.value));
    if (!record || !key)
      return checkResult('dkim', host, 'skipped', `MXroute gives no DKIM key for ${domain}.`);

    const expected = [unquoted(record.value)];
    const outcome = seen(observation, host, 'TXT');
    if (outcome.outcome === 'unknown') return notObserved('dkim', host, outcome, expected);

    const found = textsOf(outcome);
    const keys = found.map(publicKey);
    const result = (status: 'pass' | 'warn', message: string, notes: string[] = []) =>
      checkResult('dkim', host, status, message, { expected, found, notes });

    if (found.length === 0) {
      return result(
        'warn',
        'The DKIM key is not published, so mail is not trusted as signed: publish the TXT record.',
      );
    }
    if (keys.includes(key)) {
      const several =
        found.length > 1 ? ['There are several TXT records at this name: keep only this one.'] : [];
      return result('pass', 'The DKIM key that MXroute signs with is published.', several);
    }
    if (keys.some((published) => published === '')) {
      return result('warn', 'The DKIM key is revoked (empty p=): publish the key that MXroute signs with.');
    }
    return result(
      'warn',
      'Another DKIM key is published than the one MXroute signs with: replace the TXT record.',
    );
  },
};

/** The value of `p=` without white space (RFC 6376 3.6.1); undefined where the text has no such tag. */
export function publicKey(text: string): string | undefined {
  for (const tag of text.split(';')) {
    const match = /^\s*p\s*=([\s\S]*)$/.exec(tag);
    if (match) return (match[1] ?? '').replace(/\s+/g, '');
  }
  return undefined;
}
