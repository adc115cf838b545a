/** stdout carries the answer only; progress and logs go to stderr. */
export interface Output {
  /** One JSON document, or the lines of a table. */
  answer(text: string): void;
  /** For the person who watches. */
  note(text: string): void;
  /** Why there is no answer. */
  fail(message: string): void;
  /** A line that is redrawn where stderr is a terminal; nothing elsewhere. */
  progress(text: string): void;
}

export function createOutput(stdout: NodeJS.WritableStream, stderr: NodeJS.WriteStream): Output {
  let drawn = false;
  const clear = () => {
    if (drawn) stderr.write('\r\x1b[K');
    drawn = false;
  };
  const note = (text: string) => {
    clear();
    stderr.write(`${text}\n`);
  };
  return {
    answer(text) {
      clear();
      stdout.write(text.endsWith('\n') ? text : `${text}\n`);
    },
    note,
    fail: note,
    progress(text) {
      if (!stderr.isTTY) return;
      clear();
      stderr.write(text.slice(0, (stderr.columns ?? 80) - 1));
      drawn = true;
    },
  };
}

export const json = (value: unknown): string => JSON.stringify(value, null, 2);

/** Columns as wide as their widest cell; the last one is not padded. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  return rows
    .map((row) =>
      row
        .map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
