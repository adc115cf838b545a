import { expect, it } from 'vitest';
import { adviceFirst } from '../../../../src-renderer/lib/advice.ts';
import type { AdviceName, AdviceResult, AdviceStatus } from '../../../../src-shared/dns-advice.ts';

const result = (name: AdviceName, status: AdviceStatus) => ({ name, status }) as AdviceResult;

it('shows what can be done something about first, what does not apply last', () => {
  const results = [
    result('spfLookups', 'good'),
    result('caa', 'skipped'),
    result('mtaSts', 'advice'),
    result('dkimKey', 'advice'),
    result('dnssec', 'unknown'),
  ];
  expect(adviceFirst(results).map(({ name }) => name)).toEqual([
    'dkimKey',
    'mtaSts',
    'dnssec',
    'spfLookups',
    'caa',
  ]);
  expect(results[0]?.name).toBe('spfLookups');
});
