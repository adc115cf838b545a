import { describe, expect, it } from 'vitest';
import { checksTroubleFirst, troubleFirst } from '../../../../src-renderer/lib/fleet.ts';
import { checks, names, row } from './domain-rows.ts';

describe('troubleFirst', () => {
  it('shows unhealthy, degraded, unknown, then healthy domains', () => {
    const rows = [row('d', 'healthy'), row('c', 'unknown'), row('b', 'degraded'), row('a', 'unhealthy')];
    expect(names(troubleFirst(rows))).toEqual(['a', 'b', 'c', 'd']);
  });

  it('shows more failing checks first, then more warnings, then by name', () => {
    const rows = [
      row('z', 'unhealthy', { mx: 'fail' }),
      row('b', 'unhealthy', { mx: 'fail', dkim: 'warn' }),
      row('c', 'unhealthy', { mx: 'fail', spf: 'fail' }),
      row('a', 'unhealthy', { mx: 'fail' }),
    ];
    expect(names(troubleFirst(rows))).toEqual(['c', 'b', 'a', 'z']);
  });

  it('leaves its input as it is', () => {
    const rows = [row('b', 'healthy'), row('a', 'unhealthy')];
    troubleFirst(rows);
    expect(rows[0]?.domain).toBe('b');
  });
});

describe('checksTroubleFirst', () => {
  it('begins with what needs a person and keeps the usual order otherwise', () => {
    const statuses = checks({ dmarc: 'fail', spf: 'warn', mx: 'unknown', mail: 'skipped' });
    const order = checksTroubleFirst((name) => statuses[name]);
    expect(order).toEqual(['dmarc', 'spf', 'mx', 'dkim', 'verification', 'webmail', 'mail']);
  });
});
