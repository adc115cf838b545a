import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from './requests.ts';

/**
 * A webhook receiver as a process of its own. Arrival is when a request's head is in, by the monotonic clock that all
 * processes of the machine share. Whatever is sent to `/hang` is never answered. A digest is one arrival per alert.
 */
export interface Arrival {
  path: string;
  /** `alert-17` in what was sent; -1 without one. */
  number: number;
  /** Which request brought it. */
  request: number;
  /** Nanoseconds of `process.hrtime.bigint()`. */
  at: bigint;
}

export interface Expected {
  prefix: string;
  count: number;
}

let arrivals: Arrival[] = [];
let requests = 0;
let waiting: { expected: Expected; done: (arrivals: Arrival[]) => void } | undefined;

function settle(): void {
  if (!waiting) return;
  const { prefix, count } = waiting.expected;
  const there = arrivals.filter(({ path }) => path.startsWith(prefix));
  if (there.length < count) return;
  waiting.done(there);
  waiting = undefined;
}

const server = createServer((request, response) => {
  const at = process.hrtime.bigint();
  const path = request.url ?? '/';
  let text = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => {
    text += chunk;
  });
  request.on('end', () => {
    if (path.startsWith('/hang')) return;
    const named = new Set([...text.matchAll(/alert-(\d+)/g)].map((match) => Number(match[1])));
    const request = ++requests;
    for (const number of named.size === 0 ? [-1] : named) arrivals.push({ path, number, request, at });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    // Looking through thousands on every arrival would be this process's main work.
    if (waiting && arrivals.length >= waiting.expected.count) settle();
  });
});

serve({
  start: () =>
    new Promise<string>((ready) => {
      server.listen(0, '127.0.0.1', () => ready(`127.0.0.1:${(server.address() as AddressInfo).port}`));
    }),
  waitFor: (expected: Expected) =>
    new Promise<Arrival[]>((done) => {
      waiting = { expected, done };
      settle();
    }),
  async clear() {
    arrivals = [];
  },
  arrivals: async () => arrivals,
});
