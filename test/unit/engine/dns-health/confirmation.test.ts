import { describe, expect, it } from 'vitest';
import {
  believe,
  isRefuted,
  withoutTheRefuted,
  withUnconfirmed,
} from '../../../../src-main/engine/dns-health/confirmation.ts';
import type { StoredDomain } from '../../../../src-main/engine/dns-health/domain-repository.ts';
import { forEveryCheck } from '../../../../src-main/engine/dns-health/every-check.ts';
import {
  CHECK_NAMES,
  type CheckName,
  type CheckResults,
  type CheckStatus,
} from '../../../../src-shared/dns-health.ts';

type Statuses = Partial<Record<CheckName, CheckStatus>>;

/** All that is not named passes. */
const look = (statuses: Statuses): CheckResults =>
  forEveryCheck((name) => ({
    ...{ status: statuses[name] ?? 'pass', label: name, expectedHost: '', expected: [], found: [] },
    ...{ message: '', notes: [] },
  }));

const known = (lastKnown: Statuses): StoredDomain => ({
  ...{ domain: 'a.example', mailHosting: true, checkedAt: 0 },
  state: { overall: 'degraded', since: 0, troubleSince: 0 },
  checks: Object.fromEntries(
    CHECK_NAMES.map((name) => [name, { result: undefined, lastKnown: lastKnown[name] ?? 'pass', json: '' }]),
  ),
});

/** What does not simply pass. */
const told = (results: CheckResults): Statuses =>
  Object.fromEntries(
    CHECK_NAMES.flatMap((name) => (results[name].status === 'pass' ? [] : [[name, results[name].status]])),
  );

/** mail.<domain> leads elsewhere, as is known; this resolver tells that nothing exists at all. */
const BEFORE = known({ mail: 'warn' });
const LIAR = look({ mx: 'fail', spf: 'fail', mail: 'skipped' });
const BAD: CheckName[] = ['mx', 'spf'];

describe('a second look', () => {
  it('takes away what it does not find, and everything else that the first one said', () => {
    expect(isRefuted(LIAR, look({}), BAD)).toBe(true);
    const second = look({ mail: 'warn' });
    expect(told(withoutTheRefuted(LIAR, second, BAD, BAD, BEFORE))).toEqual({ mail: 'warn' });
  });

  it('is not enough for bad news of its own', () => {
    const second = look({ mail: 'warn', dmarc: 'warn' });
    const results = withoutTheRefuted(LIAR, second, BAD, BAD, BEFORE);
    expect(told(results)).toEqual({ mail: 'warn', dmarc: 'unknown' });
    expect(results.dmarc.message).toBe(
      'DMARC looks wrong, but it could not be confirmed: only one DNS resolver says so.',
    );
  });

  it('that sees the same makes the first one credible, also in what is better', () => {
    const first = look({ mx: 'fail' });
    expect(isRefuted(first, first, ['mx'])).toBe(false);
    expect(told(believe(first, first, ['mx'], ['mx'], BEFORE))).toEqual({ mx: 'fail' });
  });

  it('that sees nothing leaves bad news and good news alike unbelieved', () => {
    const nothing = look({ mx: 'unknown', spf: 'unknown' });
    expect(isRefuted(LIAR, nothing, BAD)).toBe(false);
    const expected = { mx: 'unknown', spf: 'unknown', mail: 'unknown' };
    expect(told(believe(LIAR, nothing, BAD, BAD, BEFORE))).toEqual(expected);
    expect(told(withUnconfirmed(LIAR, BAD, BAD, BEFORE, 'MXroute is gone'))).toEqual(expected);
  });

  it('that sees nothing leaves old bad news as it is', () => {
    const before = known({ mx: 'fail' });
    const first = look({ mx: 'fail', spf: 'fail' });
    expect(told(believe(first, look({ mx: 'unknown', spf: 'unknown' }), BAD, ['spf'], before))).toEqual({
      mx: 'fail',
      spf: 'unknown',
    });
  });
});
