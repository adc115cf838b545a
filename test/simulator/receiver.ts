import { createServer, type ServerResponse } from 'node:http';
import { listen, readBody } from './http.ts';

/** How the receiver answers; `sequence` gives one after the other and stays with the last. */
export type ReceiverAnswer =
  | { kind: 'status'; status: number; retryAfter?: number | string; latencyMs?: number }
  | { kind: 'redirect'; location: string }
  | { kind: 'hang' }
  | { kind: 'close' }
  /** Headers at once, then a byte now and then: never done. */
  | { kind: 'drip'; everyMs?: number }
  | { kind: 'sequence'; answers: ReceiverAnswer[] };

export interface ReceivedMessage {
  /** ISO 8601, and the same in ms. */
  at: string;
  atMs: number;
  method: string;
  path: string;
  headers: Record<string, string>;
  /** Parsed where it is JSON, else the text. */
  body: unknown;
  /** Status that was answered; null where none was. */
  answered: number | null;
}

export interface Receiver {
  /** `http://127.0.0.1:port`. */
  url: string;
  /** `127.0.0.1:port`, for Apprise's `json://` URLs. */
  address: string;
  received: ReceivedMessage[];
  /** For requests whose path starts with `path`; the longest that fits wins. Default for all: 200. */
  answer(answer: ReceiverAnswer, path?: string): void;
  clear(): void;
  /** Resolves once `count` messages (on `path`, where given) have arrived. */
  waitFor(count: number, path?: string): Promise<ReceivedMessage[]>;
  close(): Promise<void>;
}

const OK: ReceiverAnswer = { kind: 'status', status: 200 };
/** Arrived messages are kept for whoever asks, but not without end. */
const KEPT = 10_000;

/**
 * A webhook receiver on loopback. `GET /__received` gives what arrived, `POST /__answer` `{answer, path?}` changes the
 * behaviour, `POST /__clear` forgets; everything else is recorded and answered.
 */
export async function startReceiver({ port = 0 }: { port?: number } = {}): Promise<Receiver> {
  const received: ReceivedMessage[] = [];
  const answers = new Map<string, ReceiverAnswer>([['/', OK]]);
  const waiting = new Set<() => void>();

  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const method = request.method ?? 'GET';
    readBody(request)
      .then(async (text) => {
        if (path.startsWith('/__')) return control(method, path, text, response);
        const message = record(method, path, request.headers, parse(text));
        message.answered = await give(next(path), response);
        for (const wake of waiting) wake();
      })
      .catch(() => response.destroy());
  });

  function record(
    method: string,
    path: string,
    headers: NodeJS.Dict<string | string[]>,
    body: unknown,
  ): ReceivedMessage {
    const now = new Date();
    const flat = Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]);
    const message: ReceivedMessage = {
      at: now.toISOString(),
      atMs: now.getTime(),
      method,
      path,
      headers: Object.fromEntries(flat),
      body,
      answered: null,
    };
    received.push(message);
    if (received.length > KEPT) received.shift();
    return message;
  }

  function next(path: string): ReceiverAnswer {
    const prefix =
      [...answers.keys()].filter((key) => path.startsWith(key)).sort((a, b) => b.length - a.length)[0] ?? '/';
    const answer = answers.get(prefix) ?? OK;
    if (answer.kind !== 'sequence') return answer;
    return (answer.answers.length > 1 ? answer.answers.shift() : answer.answers[0]) ?? OK;
  }

  function control(method: string, path: string, text: string, response: ServerResponse): void {
    let result: unknown = { ok: true };
    if (method === 'GET' && path === '/__received') result = received;
    else if (method === 'POST' && path === '/__clear') received.length = 0;
    else if (method === 'POST' && path === '/__answer') {
      const { answer, path: prefix = '/' } = JSON.parse(text) as { answer: ReceiverAnswer; path?: string };
      answers.set(prefix, answer);
    } else result = undefined;
    response.writeHead(result === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(result ?? { ok: false }));
  }

  const { url, close } = await listen(server, port);
  const on = (path: string) => received.filter((message) => message.path.startsWith(path));
  return {
    url,
    address: url.replace('http://', ''),
    received,
    answer: (answer, path = '/') => void answers.set(path, answer),
    clear() {
      received.length = 0;
    },
    waitFor(count, path = '/') {
      if (on(path).length >= count) return Promise.resolve(on(path));
      return new Promise((resolve) => {
        const wake = () => {
          if (on(path).length < count) return;
          waiting.delete(wake);
          resolve(on(path));
        };
        waiting.add(wake);
      });
    },
    close,
  };
}

async function give(answer: ReceiverAnswer, response: ServerResponse): Promise<number | null> {
  switch (answer.kind) {
    case 'status':
      if (answer.latencyMs) await new Promise((resolve) => setTimeout(resolve, answer.latencyMs));
      response.writeHead(
        answer.status,
        answer.retryAfter === undefined ? {} : { 'retry-after': String(answer.retryAfter) },
      );
      response.end(JSON.stringify({ ok: answer.status < 400 }));
      return answer.status;
    case 'redirect':
      response.writeHead(302, { location: answer.location }).end();
      return 302;
    case 'close':
      response.socket?.destroy();
      return null;
    case 'drip': {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), answer.everyMs ?? 100);
      response.on('close', () => clearInterval(timer));
      return null;
    }
    default:
      return null;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
