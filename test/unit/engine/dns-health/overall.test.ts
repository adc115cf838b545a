import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KnownStatus, overallOf } from '../../../../src-main/engine/dns-health/overall.ts';
import {
  CHECK_NAMES,
  type CheckName,
  type CheckStatus,
  type Overall,
} from '../../../../src-shared/dns-health.ts';

const now = (status: CheckStatus, lastKnown?: CheckStatus): KnownStatus => ({ status, lastKnown });

describe('overall', () => {
  it.each<[string, Partial<Record<CheckName, KnownStatus>>, Overall]>([
    ['all pass', { mx: now('pass'), spf: now('pass') }, 'healthy'],
    ['any check warns', { mx: now('pass'), dkim: now('warn') }, 'degraded'],
    ['any check fails', { mx: now('fail'), dkim: now('warn') }, 'unhealthy'],
    ['skipped and pending do not count', { mx: now('skipped'), dkim: now('pending') }, 'healthy'],
    ['webmail never counts', { mx: now('pass'), webmail: now('fail') }, 'healthy'],
    ['an unknown webmail neither', { mx: now('pass'), webmail: now('unknown') }, 'healthy'],
    [
      'unknown counts as its last known status',
      { mx: now('unknown', 'fail'), spf: now('pass') },
      'unhealthy',
    ],
    ['which may be a good one', { mx: now('unknown', 'pass'), spf: now('pass') }, 'healthy'],
    ['or one that does not count', { mx: now('unknown', 'skipped'), spf: now('pass') }, 'healthy'],
    ['unknown without one', { mx: now('unknown'), spf: now('pass') }, 'unknown'],
    ['unknown without one hides a warning', { mx: now('unknown'), dkim: now('warn') }, 'unknown'],
    ['but no unknown makes a failure less true', { mx: now('fail'), dkim: now('unknown') }, 'unhealthy'],
  ])('%s', (_what, checks, overall) => {
    expect(overallOf(checks)).toBe(overall);
  });

  const status = fc.constantFrom<CheckStatus>('pass', 'warn', 'fail', 'pending', 'skipped', 'unknown');
  const known = fc.record({
    status,
    lastKnown: fc.option(
      status.filter((each) => each !== 'unknown'),
      { nil: undefined },
    ),
  });
  const checks = fc.record(
    Object.fromEntries(CHECK_NAMES.map((name) => [name, known])) as Record<CheckName, typeof known>,
  );

  it('never changes because something could not be observed that was known before', () => {
    fc.assert(
      fc.property(checks, fc.subarray([...CHECK_NAMES]), (all, lost) => {
        const settled = Object.fromEntries(
          CHECK_NAMES.map((name) => [name, all[name].status === 'unknown' ? now('pass') : all[name]]),
        ) as Record<CheckName, KnownStatus>;
        const blurred = { ...settled };
        for (const name of lost) blurred[name] = now('unknown', settled[name].status);
        expect(overallOf(blurred)).toBe(overallOf(settled));
      }),
    );
  });

  it('is unhealthy exactly where a counted check is known to fail', () => {
    fc.assert(
      fc.property(checks, (all) => {
        const fails = CHECK_NAMES.some((name) => {
          const { status: seen, lastKnown } = all[name];
          return name !== 'webmail' && (seen === 'fail' || (seen === 'unknown' && lastKnown === 'fail'));
        });
        expect(overallOf(all) === 'unhealthy').toBe(fails);
      }),
    );
  });
});
