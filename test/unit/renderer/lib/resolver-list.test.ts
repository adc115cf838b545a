import { describe, expect, it } from 'vitest';
import { moved, resolverName, resolverProblem } from '../../../../src-renderer/lib/resolver-list.ts';
import { SETTINGS } from '../../../../src-shared/settings.ts';

describe('an entry of the resolver list', () => {
  it.each([
    '1.1.1.1',
    '127.0.0.1:5353',
    'dns.example.net',
    'dns.example.net:53',
    '::1',
    '[::1]:5353',
    'system',
  ])('%s is taken, by the setting too', (server) => {
    expect(resolverProblem(server, [])).toBeUndefined();
    expect(SETTINGS['dns.resolvers'].schema.safeParse([server]).success).toBe(true);
  });

  it.each(['', 'https://1.1.1.1/dns-query', 'a b', '1.1.1.1:0', '1.1.1.1:70000', '1.1.1.1:x'])(
    '“%s” is refused with a reason',
    (server) => {
      expect(resolverProblem(server, [])).toMatch(/\.$/);
      if (server !== '') expect(SETTINGS['dns.resolvers'].schema.safeParse([server]).success).toBe(false);
    },
  );

  it('is refused a second time', () => {
    expect(resolverProblem('DNS.example.net', ['dns.example.net'])).toContain('already');
  });

  it('says who it is where that is known', () => {
    expect(resolverName('9.9.9.9')).toBe('Quad9');
    expect(resolverName('system')).toBe('This computer’s own');
    expect(resolverName('192.168.1.1')).toBeUndefined();
  });
});

describe('the order of the list', () => {
  it('moves one entry and keeps the rest', () => {
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
  });

  it('ends at its ends', () => {
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
  });
});
