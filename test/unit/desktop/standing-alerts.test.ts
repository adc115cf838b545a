import { describe, expect, it } from 'vitest';
import { StandingAlerts } from '../../../src-main/desktop/standing-alerts.ts';

describe('alerts on the screen', () => {
  it('go when everything they are about is spoken for', () => {
    const standing = new StandingAlerts<string>();
    standing.add('three', ['a', 'b', 'c']);
    standing.add('other', ['d']);
    expect(standing.supersede(['a'])).toEqual([]);
    expect(standing.supersede(['b', 'c'])).toEqual(['three']);
    expect(standing.supersede(['a', 'b', 'c'])).toEqual([]);
  });

  it('without a topic are answered by nothing', () => {
    const standing = new StandingAlerts<string>();
    standing.add('test', []);
    expect(standing.supersede(['a'])).toEqual([]);
  });
});
