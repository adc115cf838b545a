import { describe, expect, it } from 'vitest';
import { asciiDomain, hostProblem, sameHost } from '../../../../src-renderer/lib/domain-name.ts';

describe('host names', () => {
  it('are compared whatever their form', () => {
    expect(asciiDomain('bücher.example')).toBe('xn--bcher-kva.example');
    expect(sameHost('BÜCHER.example.', 'xn--bcher-kva.example')).toBe(true);
    expect(sameHost('mx.example', 'mx2.example')).toBe(false);
  });

  it.each(['mx.example.com', 'mx.example.com.', 'mail.bücher.example', '_x.example'])('%s is one', (host) => {
    expect(hostProblem(host)).toBeUndefined();
  });

  it.each([
    '',
    'localhost',
    'mx example.com',
    '192.0.2.1',
    '2001:db8::1',
    'a..b',
    '-a.example',
    'https://a.example',
  ])('“%s” is none', (host) => {
    expect(hostProblem(host)).toMatch(/\.$/);
  });
});
