import { describe, expect, it } from 'vitest';
import { areaPath, linePath, stepPath } from '../../../../../src-renderer/lib/chart/path.ts';

const points = [
  { x: 0, y: 10 },
  { x: 5.26, y: 10 },
  { x: 10, y: 4 },
];

describe('paths', () => {
  it('draw a line from point to point', () => expect(linePath(points)).toBe('M0 10L5.3 10L10 4'));
  it('fill the area below it', () => expect(areaPath(points, 20)).toBe('M0 10L5.3 10L10 4L10 20L0 20Z'));
  it('hold a limit until the next one', () => expect(stepPath(points)).toBe('M0 10H5.3H10V4'));
  it('draw nothing of nothing', () => {
    expect(linePath([])).toBe('');
    expect(areaPath([], 20)).toBe('');
    expect(stepPath([])).toBe('');
  });
});
