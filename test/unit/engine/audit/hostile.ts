// biome-ignore-all lint/suspicious/noControlCharactersInRegex: looks for exactly these.
import fc from 'fast-check';
import { anyChar } from '../../../support/any-text.ts';

/** What somebody who may publish a DNS record or name a mailbox would try. */
export const HOSTILE = [
  '@everyone',
  'x@everyone.example',
  '<@123456789012345678>',
  '<@&42> @here @channel @all',
  '<somebody@example.com>',
  '[click](https://evil.example)',
  '![x](https://evil.example/p.png)',
  '[a]: https://evil.example',
  '<https://evil.example>',
  'https://evil.example/?a=b',
  'www.evil.example',
  'mailto:a@b.example',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '&lt;b&gt; &#64;everyone',
  '**bold** __bold__ *it* _it_ ~~strike~~ ||spoiler||',
  '`code` ``two`` ```js\nfence\n```',
  'a`b',
  'ends with \\',
  '\\`not escaped`',
  '# heading',
  '## heading',
  '> quote',
  '>>> quote',
  '- item',
  '+ item',
  '1. item',
  '2) item',
  '---',
  '===',
  '| a | b |',
  ':smile: :100:',
  '~channel $x$ #tag',
  'line\n\n# heading\n- list',
  '    indented code',
  'v=spf1 include:_spf.example.net ~all',
  'v=DMARC1; p=none; rua=mailto:dmarc@example.com',
  '\u202Emoc.elpmaxe',
  '👩‍👩‍👧 family',
  '\uD800 half',
  '',
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc
    .array(fc.constantFrom(...HOSTILE, ' ', '`', '*', '\\', '@', '<', '\n'), { maxLength: 5 })
    .map((parts) => parts.join('')),
  fc.string({ unit: anyChar }),
  fc.string({ unit: fc.constantFrom(...'`*_[]()<>#+-.!~|@&:/\\{}=$ \nab1w') }),
);

export interface Meaning {
  /** What a reader of Markdown could make of it beyond text, bold, lists and code. */
  problems: string[];
  /** The text that is left to read. */
  shown: string;
}

const MARKUP: [string, RegExp][] = [
  ['a link or a picture', /\]\s*\(|\]\s*\[|\]:/],
  ['a tag or an autolink', /<[A-Za-z/!?@#:&]/],
  ['a mail address that turns into a link', /<[^<> ]*@[^<> ]*>/],
  ['an entity', /&[#A-Za-z]/],
  ['an address that turns into a link', /\b[a-z][a-z0-9+.-]*:\/\/|\bwww\.|\bmailto:[a-z0-9]/i],
  ['a mention', /@[A-Za-z0-9_&]/],
  ['emphasis', /[*_]/],
  ['strikethrough or a spoiler', /~~|\|\|/],
  ['an emoji by name', /:[a-z0-9_+-]+:/i],
  ['an open code span', /`/],
  ['a character that cannot be seen', /[\u0000-\u0009\u000B-\u001F\u202A-\u202E\u2066-\u2069]/],
];
const LINE_STARTS: [string, RegExp][] = [
  ['a heading', /^#/],
  ['a quote', /^>/],
  ['a list', /^([-+*]|\d+[.)])(\s|$)/],
  ['a rule or an underline', /^(-{2,}|={1,}|\*{3,}|_{3,})\s*$/],
];

/**
 * Reads Markdown as strictly as the strictest: takes off our own list marks, code spans, bold and backslash escapes,
 * and looks whether anything else is left that some service could take for markup.
 */
export function meaningOf(markdown: string): Meaning {
  const problems: string[] = [];
  const shown = markdown
    .split('\n')
    .map((line) => {
      const own = line.replace(/^( {4})?- (?=\S)/, '');
      const content = own === line ? line : own;
      for (const [what, pattern] of LINE_STARTS) if (pattern.test(content)) problems.push(`${what}: ${line}`);
      if (/^(\t| {4})/.test(content)) problems.push(`indented code: ${line}`);
      return readLine(content, problems);
    })
    .join('\n');
  return { problems, shown: shown.trim() };
}

function readLine(line: string, problems: string[]): string {
  let rest = '';
  let shown = '';
  let index = 0;
  while (index < line.length) {
    const character = line[index] ?? '';
    if (character === '\\' && /[\\`*_[\]#>]/.test(line[index + 1] ?? '')) {
      shown += line[index + 1];
      // Stands for "some text" so that what surrounds it is looked at as if nothing were there to join it.
      rest += 'x';
      index += 2;
    } else if (character === '`') {
      const end = line.indexOf('`', index + 1);
      const content = end < 0 ? '' : line.slice(index + 1, end);
      if (content === '') rest += '`';
      if (/@[A-Za-z0-9_&]/.test(content)) problems.push(`a mention in code: ${content}`);
      shown += content;
      rest += 'x';
      index = end < 0 ? line.length : end + 1;
    } else if (line.startsWith('**', index)) {
      const end = closingBold(line, index + 2);
      if (end < 0) rest += '*';
      else {
        const inner = readLine(line.slice(index + 2, end), problems);
        shown += inner;
        rest += 'x';
      }
      index = end < 0 ? index + 2 : end + 2;
    } else {
      shown += character;
      rest += character;
      index += 1;
    }
  }
  for (const [what, pattern] of MARKUP) if (pattern.test(rest)) problems.push(`${what}: ${line}`);
  return shown.replaceAll('\u200B', '');
}

/** The first `**` that no backslash takes the meaning from. */
function closingBold(line: string, from: number): number {
  for (let index = from; index < line.length; index++) {
    if (line[index] === '\\') index++;
    else if (line.startsWith('**', index)) return index;
  }
  return -1;
}
