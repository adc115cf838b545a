import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDotenv } from '../../../src-main/engine/settings/dotenv-file.ts';
import { envLine, suggestedVariable } from '../../../src-shared/env-line.ts';
import { anyChar } from '../../support/any-text.ts';

const NAME = 'APPRISE_CRED_NTFY';
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'env-line-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Between two neighbours, for a quote that is not closed would swallow them. */
const readBack = (line: string) => {
  const file = join(folder, '.env');
  writeFileSync(file, `BEFORE='1'\n${line}\nAFTER="2"\n`);
  return readDotenv(file);
};
const awkward = fc.string({
  unit: fc.constantFrom("'", '"', '`', '#', '\\', 'n', 'r', ' ', '$', '=', '{', '}', 'a', 'ü', '😀'),
  minLength: 1,
  maxLength: 12,
});
const printable = fc
  .string({ unit: anyChar, minLength: 1, maxLength: 60 })
  .filter((text) => !/\p{C}/u.test(text));

describe('a token for .env', () => {
  it('is read back by the app as it is, and its neighbours too', () => {
    fc.assert(
      fc.property(fc.oneof(awkward, printable), (token) => {
        const line = envLine(NAME, token);
        fc.pre(line !== undefined);
        expect(readBack(line ?? '')).toEqual({
          values: { BEFORE: '1', [NAME]: token, AFTER: '2' },
          problems: [],
        });
      }),
      { numRuns: 800 },
    );
  }, 30_000);

  it.each([`' $\` " $`, `\`"'   r`, `"=' \`r $`])('is refused where it would be cut off: %s', (token) => {
    expect(envLine(NAME, token)).toBeUndefined();
  });

  it('is refused only where no kind of quotes can hold it', () => {
    fc.assert(
      fc.property(awkward, (token) => {
        const writable = envLine(NAME, token) !== undefined;
        const double = !token.includes('"') && !/\\[nr]/.test(token);
        expect(writable).toBe(!token.includes("'") || !token.includes('`') || double || !/#|'\s/.test(token));
      }),
      { numRuns: 2_000 },
    );
    expect(envLine(NAME, 'two\nlines')).toBeUndefined();
  });

  it.each([
    ['tk_abc123', `${NAME}=tk_abc123`],
    ['with blank', `${NAME}='with blank'`],
    ["it's", `${NAME}=\`it's\``],
    ['a#b', `${NAME}='a#b'`],
  ])('%s → %s', (token, line) => expect(envLine(NAME, token)).toBe(line));
});

describe('the variable of another target of the same service', () => {
  it.each([
    [[], 'Work', NAME],
    [[NAME], 'Büro 2', `${NAME}_BURO_2`],
    [[NAME], '', `${NAME}_2`],
    [[NAME, `${NAME}_2`], '!!!', `${NAME}_3`],
    [[NAME, `${NAME}_WORK`], 'work', `${NAME}_2`],
  ])('taken %j, label %j: %s', (taken, label, expected) =>
    expect(suggestedVariable(NAME, taken, label)).toBe(expected),
  );
});
