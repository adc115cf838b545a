import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './usage.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Node's own parser, with its complaints turned into one line. */
export function parse<O extends Options>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(
      (error as Error).message.split('\n')[0]?.replace(/\. To specify.*$/, '') ?? 'bad options',
    );
  }
}

export function noMore(positionals: readonly string[], allowed: number): void {
  const extra = positionals[allowed];
  if (extra !== undefined) throw new UsageError(`unexpected argument: ${extra}`);
}

/** For commands to which a secret may be given by mistake: it is not repeated. */
export function noMoreUnseen(positionals: readonly string[], allowed: number): void {
  if (positionals.length > allowed)
    throw new UsageError(
      `unexpected argument ${allowed + 1}${allowed > 0 ? ` after ${JSON.stringify(positionals[0])}` : ''}; secrets are read from standard input`,
    );
}

export function required(value: string | undefined, what: string): string {
  if (value === undefined || value === '') throw new UsageError(`${what} is missing`);
  return value;
}

export function wholeNumber(
  text: string | undefined,
  what: string,
  min: number,
  max: number,
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max)
    throw new UsageError(`${what} must be a whole number from ${min} to ${max}, not ${JSON.stringify(text)}`);
  return value;
}

export function oneOf<T extends string>(text: string, allowed: readonly T[], what: string): T {
  const found = allowed.find((value) => value === text);
  if (found === undefined)
    throw new UsageError(`${what} must be one of ${allowed.join(', ')}, not ${JSON.stringify(text)}`);
  return found;
}
