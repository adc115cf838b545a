import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';
import { tempFolder } from '../support/temp-db.ts';

export interface Identity {
  key: string;
  /** Its own authority. */
  cert: string;
}

const made = new Map<string, Identity>();

/** A self-signed certificate. @param days until it ends; negative: it has ended. */
export function identity(host: string, days: number): Identity {
  const key = `${host} ${days}`;
  const found = made.get(key) ?? makeIdentity(host, days);
  made.set(key, found);
  return found;
}

function makeIdentity(host: string, days: number): Identity {
  const folder = tempFolder('mxm-cert-');
  const [key, request, cert, extensions] = ['key', 'request', 'cert', 'ext'].map((name) =>
    join(folder, name),
  );
  if (!key || !request || !cert || !extensions) throw new Error('no names');
  writeFileSync(extensions, `subjectAltName=DNS:${host}`);
  const run = (...parts: string[]) => execFileSync('openssl', parts, { stdio: 'ignore' });
  run(
    'req',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-keyout',
    key,
    '-out',
    request,
    '-subj',
    '/O=Test authority',
  );
  const validity = ['-days', String(days), '-extfile', extensions, '-out', cert];
  run('x509', '-req', '-in', request, '-signkey', key, ...validity);
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
}

export interface PolicyServer {
  port: number;
  /** `host path` of each request. */
  requests: string[];
}

export interface PolicyReply {
  status?: number;
  headers?: Record<string, string>;
  /** Undefined: nothing is ever answered. */
  body: string | undefined;
}

/** Serves one MTA-STS policy over HTTPS. */
export async function startPolicyServer(who: Identity, reply: PolicyReply): Promise<PolicyServer> {
  const requests: string[] = [];
  const server = createHttps(who, (request, response) => {
    requests.push(`${request.headers.host?.split(':')[0]} ${request.url}`);
    if (reply.body === undefined) return;
    response.writeHead(reply.status ?? 200, { 'content-type': 'text/plain', ...reply.headers });
    response.end(reply.body);
  });
  return { port: await listen(server), requests };
}

export interface MailServerOptions {
  identity?: Identity;
  /** First line; undefined: it never speaks. */
  banner?: string | undefined;
  offersTls?: boolean;
  /** To STARTTLS. */
  tlsReply?: string;
}

export interface MailServer {
  port: number;
  /** What was said before TLS. */
  heard: string[];
  /** What was said under TLS. */
  heardInside: string[];
}

/** As much of a mail server as shows its certificate. */
export async function startMailServer(options: MailServerOptions): Promise<MailServer> {
  const { identity: who, offersTls = true, tlsReply = '220 go ahead' } = options;
  const banner = 'banner' in options ? options.banner : '220-mail.example ESMTP\r\n220 ready';
  const heard: string[] = [];
  const heardInside: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    if (banner === undefined) return;
    socket.write(`${banner}\r\n`);
    const onData = (data: Buffer) => {
      const line = data.toString().trim();
      heard.push(line);
      if (/^EHLO/.test(line)) {
        // Replies may come in pieces.
        socket.write('250-mail.example\r\n250-SI');
        setImmediate(() => socket.write(`ZE 1000\r\n${offersTls ? '250-STARTTLS\r\n' : ''}250 HELP\r\n`));
      } else if (line === 'STARTTLS') {
        socket.removeListener('data', onData);
        socket.write(`${tlsReply}\r\n`);
        if (who && tlsReply.startsWith('220')) inside(socket, who, heardInside);
      }
    };
    socket.on('data', onData);
  });
  return { port: await listen(server), heard, heardInside };
}

function inside(socket: Socket, who: Identity, heard: string[]): void {
  const tls = new TLSSocket(socket, { isServer: true, ...who });
  tls.on('error', () => undefined);
  tls.on('data', (data) => heard.push(data.toString().trim()));
}

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return (server.address() as AddressInfo).port;
}
