/**
 * Cuts a byte stream into lines; one that is longer than `longest` is dropped up to its end.
 * @returns a function to feed with what arrives.
 */
export function createLineReader(longest: number, onLine: (line: string) => void): (chunk: Buffer) => void {
  let kept: Buffer[] = [];
  let size = 0;
  let dropping = false;

  return (chunk) => {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      const piece = chunk.subarray(from, end);
      const line = dropping || size + piece.length > longest ? undefined : Buffer.concat([...kept, piece]);
      kept = [];
      size = 0;
      dropping = false;
      from = end + 1;
      if (line && line.length > 0) onLine(line.toString('utf8'));
    }
    const rest = chunk.subarray(from);
    size += rest.length;
    if (size > longest) {
      dropping = true;
      kept = [];
    } else if (!dropping && rest.length > 0) kept.push(Buffer.from(rest));
  };
}
