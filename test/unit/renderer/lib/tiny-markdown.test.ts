import { describe, expect, it } from 'vitest';
import { parseMarkdown, spansOf } from '../../../../src-renderer/lib/tiny-markdown.ts';

describe('spans of a line', () => {
  it('are bold, code and text', () => {
    expect(spansOf('**MX**: expected `10 eagle.mxlogin.com` now')).toEqual([
      { as: 'strong', text: 'MX' },
      { as: 'text', text: ': expected ' },
      { as: 'code', text: '10 eagle.mxlogin.com' },
      { as: 'text', text: ' now' },
    ]);
  });

  it('take the meaning from what a backslash stands before, also inside bold', () => {
    expect(spansOf('a\\*\\*b **x\\_y**')).toEqual([
      { as: 'text', text: 'a**b ' },
      { as: 'strong', text: 'x_y' },
    ]);
  });

  it('leave a bold mark without an end, and a lone back quote, as they are', () => {
    expect(spansOf('2 ** 3')).toEqual([{ as: 'text', text: '2 ** 3' }]);
    expect(spansOf('it`s')).toEqual([{ as: 'text', text: 'it`s' }]);
  });

  it.each(['<img src=x onerror=alert(1)>', '[a](javascript:alert(1))', '# no heading'])(
    'show %s as text',
    (text) => expect(spansOf(text)).toEqual([{ as: 'text', text }]),
  );
});

describe('blocks', () => {
  it('are paragraphs of lines, and lists nested once', () => {
    expect(parseMarkdown('one\ntwo\n\n- a\n    - b\n    - c\n- d\n\nend')).toEqual([
      { kind: 'paragraph', lines: [spansOf('one'), spansOf('two')] },
      {
        kind: 'list',
        items: [
          { spans: spansOf('a'), under: [spansOf('b'), spansOf('c')] },
          { spans: spansOf('d'), under: [] },
        ],
      },
      { kind: 'paragraph', lines: [spansOf('end')] },
    ]);
  });

  it('of a list right below a line are a list of their own', () => {
    expect(parseMarkdown('**MX**\n- a').map(({ kind }) => kind)).toEqual(['paragraph', 'list']);
  });

  it('of nothing are none', () => expect(parseMarkdown('\n\n')).toEqual([]));
});
