import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SMTPServer } from 'smtp-server';
import type { Clock } from '../../src-main/engine/ports.ts';

export const WORKER_SCRIPT = resolve(import.meta.dirname, '../../assets/apprise_worker.py');

export const realClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return { cancel: () => clearTimeout(timer) };
  },
};

export interface Received {
  path: string;
  method: string;
  headers: IncomingMessage['headers'];
  body: string;
  at: number;
}

export interface Receiver {
  port: number;
  received: Received[];
  /** Apprise URL of a webhook at this path. */
  url(path: string): string;
  close(): Promise<void>;
}

type Behaviour = (response: ServerResponse, request: IncomingMessage, count: number) => void;

const answer =
  (status: number, headers: Record<string, string> = {}): Behaviour =>
  (response) =>
    response.writeHead(status, headers).end('{}');

/** How the receiver behaves at each path, faults included. */
export const BEHAVIOURS: Record<string, Behaviour> = {
  '/ok': answer(200),
  '/401': answer(401),
  '/404': answer(404),
  '/408': answer(408),
  '/429': answer(429, { 'Retry-After': '7' }),
  '/429-date': (response) =>
    response.writeHead(429, { 'Retry-After': new Date(Date.now() + 60_000).toUTCString() }).end(),
  '/429-once': (response, _request, count) =>
    count === 1 ? answer(429, { 'Retry-After': '1' })(response, _request, count) : response.end('{}'),
  '/500': answer(500),
  '/500-once': (response, request, count) => answer(count === 1 ? 500 : 200)(response, request, count),
  '/301': answer(301, { Location: '/ok' }),
  '/302': answer(302, { Location: '/ok' }),
  '/308': answer(308, { Location: '/ok' }),
  '/hang': () => {},
  '/slow': (response) => void setTimeout(() => response.end('{}'), 1_500),
  '/close': (response) => response.destroy(),
  '/drip': (response) => {
    response.writeHead(200, { 'Content-Type': 'text/plain' });
    const drip = setInterval(() => response.write('.'), 200);
    response.on('close', () => clearInterval(drip));
  },
};

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const counts = new Map<string, number>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    response.on('error', () => {});
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      const behaviour = BEHAVIOURS[path.split('?')[0] ?? ''] ?? answer(200);
      const count = (counts.get(path) ?? 0) + 1;
      counts.set(path, count);
      received.push({
        path,
        method: request.method ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
        at: Date.now(),
      });
      behaviour(response, request, count);
    });
  });
  const port = await listen(server);
  return {
    port,
    received,
    url: (path) => `json://127.0.0.1:${port}${path}`,
    close: () => closeServer(server),
  };
}

const listen = (server: Server): Promise<number> =>
  new Promise((done) => server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port)));

const closeServer = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.closeAllConnections();
    server.close(() => done());
  });

/** A port where nobody listens. */
export async function deadPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await closeServer(server);
  return port;
}

export interface Mail {
  from: string;
  to: string[];
  user: string | undefined;
  secure: boolean;
  raw: string;
}

export interface MailReceiver {
  port: number;
  mails: Mail[];
  close(): Promise<void>;
}

export interface MailOptions {
  user?: string;
  password?: string;
  /** Refuses recipients at this domain. */
  refused?: string;
  tls?: { key: string; cert: string };
  /** TLS from the first byte, as on port 465. */
  implicitTls?: boolean;
}

export async function startMailServer(options: MailOptions = {}): Promise<MailReceiver> {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: options.user === undefined,
    allowInsecureAuth: true,
    hideSTARTTLS: options.tls === undefined,
    secure: options.implicitTls === true,
    ...(options.tls ?? {}),
    onAuth(auth, _session, callback) {
      if (auth.username === options.user && auth.password === options.password)
        callback(null, { user: auth.username });
      else callback(Object.assign(new Error('no'), { responseCode: 535 }));
    },
    onRcptTo(address, _session, callback) {
      if (options.refused && address.address.endsWith(options.refused))
        callback(Object.assign(new Error('no such user'), { responseCode: 550 }));
      else callback();
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          user: session.user as string | undefined,
          secure: session.secure,
          raw: Buffer.concat(chunks).toString(),
        });
        callback();
      });
    },
  });
  server.on('error', () => {});
  const port = await new Promise<number>((done) => {
    const listening = server.listen(0, '127.0.0.1', () => done((listening.address() as AddressInfo).port));
  });
  return { port, mails, close: () => new Promise((done) => server.close(() => done())) };
}

/** A self-signed certificate for 127.0.0.1 in a folder of its own. */
export function selfSigned(): { key: string; cert: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'mxm-cert-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert, ...subject],
    { stdio: 'ignore' },
  );
  return {
    key: readFileSync(key, 'utf8'),
    cert: readFileSync(cert, 'utf8'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Waits for something that happens in another process. */
export async function until(what: () => boolean, ms = 15_000): Promise<void> {
  const end = Date.now() + ms;
  while (!what()) {
    if (Date.now() > end) throw new Error('it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
