import { describe, expect, it } from 'vitest';
import { stillHolds } from '../../../../src-renderer/lib/test-outcomes.ts';
import type { TargetView } from '../../../../src-shared/views/targets.ts';

type Seen = Pick<TargetView, 'problem' | 'lastDelivery'>;
type Last = NonNullable<TargetView['lastDelivery']>;
const last = (status: Last['status'], at: string): Last => ({ status, at, durationMs: null, error: null });
const target = (problem: string | null, lastDelivery: Last | null = null): Seen => ({
  problem,
  lastDelivery,
});

const MISSING = 'APPRISE_CRED_JSON is not set.';
const delivered = last('delivered', '2026-01-01T10:00:00Z');
const failed = last('failed', '2026-01-01T11:00:00Z');

describe('what a test said', () => {
  it.each([
    ['failed, nothing new', false, target(null), target(null), true],
    ['failed, main tells the reason as well', false, target(null), target(MISSING), true],
    ['failed, then the cause is mended', false, target(MISSING), target(null), false],
    ['failed, then an alert arrives', false, target(null, failed), target(null, delivered), false],
    [
      'failed, an alert from before is still the last',
      false,
      target(null, delivered),
      target(null, delivered),
      true,
    ],
    ['failed, then an alert fails too', false, target(null, delivered), target(null, failed), true],
    ['delivered, nothing new', true, target(null), target(null), true],
    ['delivered, then something is wrong', true, target(null), target(MISSING), false],
    ['delivered, then an alert fails', true, target(null, delivered), target(null, failed), false],
  ])('%s', (_, ok, before, after, holds) => {
    expect(stillHolds(ok, before, after)).toBe(holds);
  });
});
