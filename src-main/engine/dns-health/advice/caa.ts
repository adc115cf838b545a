import { recordName, toUnicode } from '../../dns/names.ts';
import type { CaaRecord } from '../../dns/outcome.ts';
import { seen } from '../check.ts';
import { type AdviceDefinition, advice, good, notSeen } from './check.ts';

const KNOWN_TAGS = ['issue', 'issuewild', 'iodef', 'issuemail', 'issuevmc', 'contactemail', 'contactphone'];

/** Who may issue a certificate for the mail host: the first CAA set on the way up counts (RFC 8659 3). */
export const caa: AdviceDefinition = {
  name: 'caa',
  label: 'CAA',
  why: 'CAA records say which authorities may issue certificates for a name; without them any may, with wrong ones yours cannot renew.',
  mailOnly: true,

  questions({ domain }, dns) {
    for (const name of upward(recordName('mail', domain))) {
      const outcome = dns.get(`CAA ${name}`);
      if (outcome === undefined) return [{ name, type: 'CAA' }];
      if (outcome.outcome !== 'absent') break;
    }
    return [];
  },

  judge({ domain }, { dns }) {
    const host = recordName('mail', domain);
    const shownHost = toUnicode(host);
    for (const name of upward(host)) {
      const outcome = seen(dns, name, 'CAA');
      if (outcome.outcome === 'unknown') return notSeen(name, outcome);
      if (outcome.outcome === 'absent') continue;
      const records = outcome.records.flatMap((record) => (record.type === 'CAA' ? [record.value] : []));
      return judgeSet(records, shownHost, toUnicode(name));
    }
    return advice(
      `Any authority may issue a certificate for ${shownHost}: publish CAA records that name the ones you use.`,
    );
  },
};

function judgeSet(records: CaaRecord[], host: string, at: string) {
  const found = records.map(({ critical, tag, value }) => `${at}: ${critical ? 128 : 0} ${tag} "${value}"`);
  const strange = records.find(({ critical, tag }) => critical && !KNOWN_TAGS.includes(tag));
  if (strange) {
    return advice(
      `The CAA tag “${strange.tag}” is marked critical and hardly any authority knows it, so none will issue: remove it.`,
      found,
    );
  }
  const issue = records.filter(({ tag }) => tag === 'issue');
  if (issue.length === 0)
    return good(`The CAA records at ${at} do not limit who may issue for ${host}.`, found);
  const issuers = [
    ...new Set(issue.map(({ value }) => value.split(';')[0]?.trim().toLowerCase() ?? '')),
  ].filter(Boolean);
  if (issuers.length === 0) {
    return advice(
      `The CAA records at ${at} forbid every authority to issue for ${host}: name the one whose certificate it uses.`,
      found,
    );
  }
  return good(`Only ${issuers.join(', ')} may issue a certificate for ${host}.`, found);
}

/** The name and all above it, without the root. */
const upward = (name: string): string[] => {
  const labels = name.split('.');
  return labels.map((_, index) => labels.slice(index).join('.'));
};
