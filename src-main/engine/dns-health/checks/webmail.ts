import { recordName, toUnicode } from '../../dns/names.ts';
import { type CheckDefinition, seen } from '../check.ts';
import { checkResult, notObserved } from './result.ts';

/** Never counts: whether the webmail name that was deployed through Cloudflare has become public. */
export const webmail: CheckDefinition = {
  name: 'webmail',
  counts: false,

  questions: ({ domain }, _observation, { webmailInZone }) =>
    webmailInZone
      ? [
          { name: recordName('webmail', domain), type: 'A' },
          { name: recordName('webmail', domain), type: 'AAAA' },
        ]
      : [],

  judge({ domain }, observation, { webmailInZone, mxServer }) {
    const host = recordName('webmail', domain);
    const name = toUnicode(host);
    if (webmailInZone === undefined) {
      return checkResult(
        'webmail',
        host,
        'skipped',
        'Cloudflare is not configured, so the webmail name is not watched.',
      );
    }
    if (!webmailInZone) {
      return checkResult('webmail', host, 'skipped', `${name} is not in the Cloudflare zone.`);
    }
    const expected = mxServer ? [toUnicode(mxServer)] : [];
    const outcomes = [seen(observation, host, 'A'), seen(observation, host, 'AAAA')];
    const found = outcomes.flatMap((outcome) =>
      outcome.outcome === 'records' ? outcome.records.map(({ value }) => String(value)) : [],
    );
    if (found.length > 0) {
      return checkResult('webmail', host, 'pass', `${name} is in the Cloudflare zone and public.`, {
        expected,
        found,
      });
    }
    for (const outcome of outcomes) {
      if (outcome.outcome === 'unknown') return notObserved('webmail', host, outcome, expected);
    }
    return checkResult('webmail', host, 'pending', `${name} is in the Cloudflare zone but not public yet.`, {
      expected,
    });
  },
};
