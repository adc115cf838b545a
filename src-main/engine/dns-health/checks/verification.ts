import { recordName } from '../../dns/names.ts';
import { type CheckDefinition, seen } from '../check.ts';
import { checkResult, notObserved, textsOf, unquoted } from './result.ts';

/** Warns only, whether mail hosting is on or off: the record that proves to MXroute whose domain this is. */
export const verification: CheckDefinition = {
  name: 'verification',
  counts: true,

  questions: ({ domain, verification: record }) =>
    record ? [{ name: recordName(record.name, domain), type: 'TXT' }] : [],

  judge({ domain, verification: record, verificationUnknown }, observation) {
    if (!record && verificationUnknown) {
      return checkResult(
        'verification',
        domain,
        'unknown',
        'MXroute did not tell which verification record it expects.',
      );
    }
    if (!record) {
      return checkResult(
        'verification',
        domain,
        'skipped',
        `MXroute asks for no verification record for ${domain}.`,
      );
    }
    const host = recordName(record.name, domain);
    const expected = [unquoted(record.value)];
    const outcome = seen(observation, host, 'TXT');
    if (outcome.outcome === 'unknown') return notObserved('verification', host, outcome, expected);

    const found = textsOf(outcome);
    const result = (status: 'pass' | 'warn', message: string) =>
      checkResult('verification', host, status, message, { expected, found });
    if (found.some((text) => comparable(text) === comparable(unquoted(record.value)))) {
      return result('pass', 'The verification record is published.');
    }
    return found.length === 0
      ? result('warn', `The verification record is missing: publish "${expected[0]}" as TXT.`)
      : result('warn', `The verification record has another value: it must be "${expected[0]}".`);
  },
};

const comparable = (text: string): string => text.replace(/\s+/g, '').toLowerCase();
