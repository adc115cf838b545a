import type { Socket } from 'node:net';

export interface Reply {
  code: number;
  /** Without code. */
  lines: string[];
}

export interface Replies {
  /** The next whole reply. Rejects where the connection ends before, or where this is no SMTP. */
  next(): Promise<Reply>;
  /** Stops reading, so that TLS can take the connection over. */
  release(): void;
}

const MAX_BYTES = 65_536;
const LINE = /^(\d{3})([ -]?)(.*)$/;

/** The server's side of an SMTP conversation (RFC 5321 4.2). */
export function createReplies(socket: Socket): Replies {
  let text = '';
  let ended = false;
  let wake: () => void = () => undefined;

  const onData = (chunk: Buffer) => {
    text += chunk.toString('latin1');
    if (text.length > MAX_BYTES) onEnd();
    wake();
  };
  const onEnd = () => {
    ended = true;
    wake();
  };
  socket.on('data', onData);
  socket.on('error', onEnd);
  socket.on('close', onEnd);

  /** @returns undefined while the reply is not complete. */
  function take(): Reply | undefined {
    const lines: string[] = [];
    let rest = text;
    for (;;) {
      const end = rest.indexOf('\n');
      if (end === -1) return undefined;
      const match = LINE.exec(rest.slice(0, end).replace(/\r$/, ''));
      if (match === null) throw new Error('this is no SMTP');
      rest = rest.slice(end + 1);
      lines.push(match[3] ?? '');
      if (match[2] === '-') continue;
      text = rest;
      return { code: Number(match[1]), lines };
    }
  }

  return {
    async next() {
      for (;;) {
        const reply = take();
        if (reply) return reply;
        if (ended) throw new Error('the connection ended');
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    release() {
      socket.removeListener('data', onData);
    },
  };
}
