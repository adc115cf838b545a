import { describe, expect, it } from 'vitest';
import { type Report, simulate } from './simulation.ts';

const DAYS = 90;
/** Always the same ones: CI must not fail by bad luck. `npm run soak` draws others. */
export const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20];

/** One test per seed. */
export function ninetyDays(seeds: readonly number[]): void {
  describe(`${DAYS} days under faults drawn at random`, () => {
    it.for(seeds)('every true transition is told exactly once, and no false one (seed %i)', async (seed) => {
      const report = await simulate(seed, DAYS);
      expect(report.findings, explain(report)).toEqual([]);
      // A world in which nothing happens would prove nothing.
      expect(report.figures.judged).toBeGreaterThan(2_000);
      expect(report.figures.arrived).toBeGreaterThan(20);
      expect(report.figures.crashes).toBeGreaterThan(3);
    });
  });
}

function explain({ seed, findings, timeline }: Report): string {
  const [first] = findings;
  if (!first) return '';
  const list = findings
    .slice(0, 10)
    .map(({ at, subject, text }) => `${new Date(at).toISOString()} ${subject}: ${text}`);
  return [`seed ${seed}; again: npm run soak -- --seed ${seed}`, ...list, '', ...timeline(first)].join('\n');
}
