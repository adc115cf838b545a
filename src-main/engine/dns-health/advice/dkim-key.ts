import { recordName, toUnicode } from '../../dns/names.ts';
import { seen } from '../check.ts';
import { publicKey } from '../checks/dkim.ts';
import { textsOf, unquoted } from '../checks/result.ts';
import { type AdviceDefinition, type AdviceSubject, advice, good, notSeen, skipped } from './check.ts';
import { rsaBits } from './rsa-bits.ts';

const ED25519_BYTES = 32;
const FORGEABLE_BELOW = 1024;
const RECOMMENDED = 2048;
/** MXroute's, where it has not told otherwise. */
const USUAL_NAME = 'x._domainkey';

export const dkimKey: AdviceDefinition = {
  name: 'dkimKey',
  label: 'DKIM key',
  why: 'A short key can be broken and used to sign forged mail, and a key in test mode may be ignored.',
  mailOnly: true,
  questions: (subject) => [{ name: hostOf(subject), type: 'TXT' }],

  judge(subject, { dns }) {
    const host = hostOf(subject);
    const outcome = seen(dns, host, 'TXT');
    if (outcome.outcome === 'unknown') return notSeen(host, outcome);
    const keys = textsOf(outcome).filter((text) => publicKey(text));
    const wanted = subject.dkim && publicKey(unquoted(subject.dkim.value));
    const record = keys.find((text) => publicKey(text) === wanted) ?? keys[0];
    if (record === undefined) return skipped(`No DKIM key is published at ${toUnicode(host)}.`);

    const found = [record];
    const key = Buffer.from(publicKey(record) ?? '', 'base64');
    if (tag(record, 't').split(':').includes('y')) {
      return advice('The DKIM key is marked as a test (t=y), so receivers may ignore it: remove t=y.', found);
    }
    if (tag(record, 'k').toLowerCase() === 'ed25519') {
      return key.length === ED25519_BYTES
        ? good('The DKIM key is an Ed25519 key, which is as strong as it gets.', found)
        : advice('The DKIM record says Ed25519 but holds no such key: publish the key again.', found);
    }
    const bits = rsaBits(key);
    if (bits === undefined) {
      return advice('The DKIM record holds no RSA key that can be read: publish the key again.', found);
    }
    if (bits < FORGEABLE_BELOW) {
      return advice(
        `The DKIM key has ${bits} bits, which can be broken: replace it by one of ${RECOMMENDED} bits.`,
        found,
      );
    }
    if (bits < RECOMMENDED) {
      return advice(
        `The DKIM key has ${bits} bits: ask for one of ${RECOMMENDED} bits when you renew it.`,
        found,
      );
    }
    return good(`The DKIM key has ${bits} bits.`, found);
  },
};

const hostOf = ({ domain, dkim }: AdviceSubject): string => recordName(dkim?.name ?? USUAL_NAME, domain);

/** The value of a tag without white space (RFC 6376 3.2); empty where it is not there. */
function tag(record: string, name: string): string {
  for (const part of record.split(';')) {
    const [key, ...value] = part.split('=');
    if (key?.trim() === name) return value.join('=').replace(/\s+/g, '');
  }
  return '';
}
