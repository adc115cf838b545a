import type { Context } from './command.ts';
import { UsageError } from './usage.ts';

/**
 * Secrets come through standard input: arguments can be read by every user of the computer, and stay in the shell's
 * history. Read once; one line per secret, in the order in which they are asked for.
 */
export function secretLines({ stdin }: Pick<Context, 'stdin'>): (what: string) => Promise<string> {
  let lines: Promise<string[]> | undefined;
  let next = 0;
  return async (what) => {
    lines ??= readAll(stdin);
    const line = (await lines)[next++];
    if (line === undefined || line === '')
      throw new UsageError(`${what} is missing on standard input (line ${next})`);
    return line;
  };
}

async function readAll(stdin: NodeJS.ReadableStream): Promise<string[]> {
  let text = '';
  for await (const chunk of stdin) text += String(chunk);
  return text.split(/\r?\n/);
}
