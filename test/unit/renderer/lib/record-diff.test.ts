import { describe, expect, it } from 'vitest';
import {
  diffRecords,
  pairRecords,
  type Segment,
  similarity,
} from '../../../../src-renderer/lib/record-diff.ts';

const marked = (segments: Segment[] | null): string[] =>
  (segments ?? []).filter(({ changed }) => changed).map(({ text }) => text);
const whole = (segments: Segment[] | null): string => (segments ?? []).map(({ text }) => text).join('');

describe('diffRecords', () => {
  it('marks only the mechanism that differs', () => {
    const { expected, found } = diffRecords(
      'v=spf1 include:mxroute.com -all',
      'v=spf1 include:example.net -all',
    );
    expect(marked(expected)).toEqual(['include:mxroute.com']);
    expect(marked(found)).toEqual(['include:example.net']);
  });

  it('marks an addition on its side alone', () => {
    const { expected, found } = diffRecords('v=DMARC1; p=none', 'v=DMARC1; p=none; pct=50');
    expect(marked(expected)).toEqual([]);
    expect(marked(found).join('')).toContain('pct=50');
  });

  it('does not mark case and the trailing dot of a host', () => {
    const { expected, found } = diffRecords('10 eagle.mxlogin.com', '10 EAGLE.mxlogin.com.');
    expect([...marked(expected), ...marked(found)]).toEqual([]);
  });

  it('marks only the differing middle of a long key, where case counts', () => {
    const [head, tail] = ['MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A', 'KCAQEAvX2dDk8Zx1b7m0cQq4v3YlWc9fJ'];
    const { expected, found } = diffRecords(`p=${head}aaaa${tail}`, `p=${head}AAAA${tail}`);
    expect(marked(expected)).toEqual(['aaaa']);
    expect(marked(found)).toEqual(['AAAA']);
  });

  it('marks keys that have nothing in common as a whole', () => {
    const { found } = diffRecords(`p=${'a'.repeat(60)}`, `p=${'b'.repeat(60)}`);
    expect(marked(found)).toEqual(['b'.repeat(60)]);
  });

  it('joins neighbouring changes with the blank between them', () => {
    expect(marked(diffRecords('a b c d', 'a x y d').found)).toEqual(['x y']);
  });

  it('loses no letter of either side', () => {
    const [left, right] = ['v=spf1  include:a.b ~all', 'v=spf1 ip4:192.0.2.1 include:a.b -all'];
    const { expected, found } = diffRecords(left, right);
    expect(whole(expected)).toBe(left);
    expect(whole(found)).toBe(right);
  });
});

describe('pairRecords', () => {
  it('puts each expected record beside the published one that is most like it', () => {
    const pairs = pairRecords(
      ['10 eagle.mxlogin.com', '20 eagle-relay.mxlogin.com'],
      ['20 eagle-relay.mxlogin.com', '10 eagle.mxlogin.com'],
    );
    expect(pairs.map(({ expected, found }) => [whole(expected), whole(found)])).toEqual([
      ['10 eagle.mxlogin.com', '10 eagle.mxlogin.com'],
      ['20 eagle-relay.mxlogin.com', '20 eagle-relay.mxlogin.com'],
    ]);
    expect(pairs.flatMap(({ expected, found }) => [...marked(expected), ...marked(found)])).toEqual([]);
  });

  it('marks a missing record as a whole', () => {
    expect(pairRecords(['v=DMARC1; p=none'], [])).toEqual([
      { expected: [{ text: 'v=DMARC1; p=none', changed: true }], found: null },
    ]);
  });

  it('marks what is published and not expected', () => {
    const pairs = pairRecords(
      ['v=spf1 include:mxroute.com -all'],
      ['v=spf1 include:mxroute.com -all', '5 mx.other.net'],
    );
    expect(pairs.at(-1)).toEqual({ expected: null, found: [{ text: '5 mx.other.net', changed: true }] });
  });

  it('has nothing to say where nothing is expected or published', () => {
    expect(pairRecords([], [])).toEqual([]);
  });
});

describe('similarity', () => {
  it('is 1 for the same words and 0 for none in common', () => {
    expect(similarity('a b', 'a b')).toBe(1);
    expect(similarity('a', 'b')).toBe(0);
    expect(similarity('', '')).toBe(1);
  });
});
