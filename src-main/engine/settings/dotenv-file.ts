import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';

export interface DotenvContent {
  values: Record<string, string>;
  /** A sentence per line that could not be used; never quotes a value, it may be a secret. */
  problems: string[];
}

const ASSIGNMENT = /^\s*(?:export\s+)?[A-Za-z_][\w.-]*\s*[=:]\s*(.*)$/;

/** Reads `.env`; a missing file is an empty one. A malformed line is reported, its neighbours count. */
export function readDotenv(file: string): DotenvContent {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return { values: {}, problems: [] };
    return { values: {}, problems: [`The file ${file} could not be read (${code ?? 'unknown error'}).`] };
  }
  if (text.includes('\0')) return { values: {}, problems: [`The file ${file} is not a text file.`] };
  return { values: parse(text), problems: malformedLines(text, file) };
}

/** dotenv skips what it does not understand in silence; a typo must not. */
function malformedLines(text: string, file: string): string[] {
  const problems: string[] = [];
  let openQuote: string | undefined;
  let openedAt = 0;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (openQuote) {
      if (line.includes(openQuote)) openQuote = undefined;
      continue;
    }
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    const match = ASSIGNMENT.exec(line);
    if (!match) {
      problems.push(`Line ${index + 1} of ${file} is not NAME=value and was ignored.`);
      continue;
    }
    const value = match[1]?.trim() ?? '';
    const quote = value[0];
    if ((quote === '"' || quote === "'" || quote === '`') && !value.slice(1).includes(quote)) {
      openQuote = quote;
      openedAt = index + 1;
    }
  }
  if (openQuote) problems.push(`Line ${openedAt} of ${file} opens a quote that is never closed.`);
  return problems;
}
