import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CompletedRequest, generateCACertificate, getLocal, type Mockttp } from 'mockttp';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { FoundApprise } from '../../src-main/engine/notifications/apprise/discovery.ts';
import { AppriseEngine } from '../../src-main/engine/notifications/apprise/engine.ts';
import { isOldApprise } from '../../src-main/engine/notifications/apprise/warnings.ts';
import type { OutgoingMessage, SendOutcome } from '../../src-main/engine/notifications/channel.ts';
import type { FieldValues } from '../../src-shared/notification-services.ts';
import { findService } from '../../src-shared/notification-url/registry.ts';
import { realClock, selfSigned, WORKER_SCRIPT } from '../support/delivery.ts';

export const ALERT: OutgoingMessage = {
  title: 'MX “ü”: example.com',
  body: 'Body\nline 2 – ü 🚨 <b>&',
  type: 'failure',
};

/** The Apprise URL that the form of a service makes of these fields. */
export function urlOf(id: string, fields: FieldValues): string {
  const built = findService(id)?.build(fields);
  if (!built?.ok) throw new Error(built?.message ?? id);
  return built.value;
}

export interface Worker {
  engine: AppriseEngine;
  old: boolean;
  send(url: string): Promise<SendOutcome>;
}

/** The real engine with the worker in this Python. */
export async function startWorker({ path, version }: FoundApprise, icon?: string): Promise<Worker> {
  const engine = new AppriseEngine({
    clock: realClock,
    log: { log: () => {} },
    workerScript: WORKER_SCRIPT,
    places: () => ({ settingsPath: path, privateEnvDir: '/nonexistent' }),
    changed: () => {},
    icon: () => icon ?? null,
  });
  await engine.ensure();
  return { engine, old: isOldApprise(version), send: (url) => engine.send(url, ALERT, 'lane') };
}

/** The `apprise` program of this Python. */
export function asCommand(python: string): { path: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'mxm-command-'));
  const path = join(folder, 'apprise');
  const run = 'import sys; from apprise.cli import main; sys.exit(main())';
  writeFileSync(path, `#!/bin/sh\nexec "${python}" -c '${run}' "$@"\n`, { mode: 0o755 });
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Certificates that the worker is told to trust, as on a computer with a company's own authority. */
export interface Trust {
  /** For 127.0.0.1. */
  certificate: { key: string; cert: string };
  authority: { key: string; cert: string };
  remove(): void;
}

/** Sets the environment that workers started from now on get. */
export async function trustOwnAuthority(): Promise<Trust> {
  const folder = mkdtempSync(join(tmpdir(), 'mxm-trust-'));
  const bundle = join(folder, 'bundle.pem');
  const certificate = selfSigned();
  const authority = await generateCACertificate({ subject: { commonName: 'MXroute Manager tests' } });
  writeFileSync(bundle, certificate.cert);
  appendFileSync(bundle, authority.cert);
  process.env.REQUESTS_CA_BUNDLE = bundle;
  process.env.SSL_CERT_FILE = bundle;
  return {
    certificate,
    authority,
    remove() {
      delete process.env.REQUESTS_CA_BUNDLE;
      delete process.env.SSL_CERT_FILE;
      certificate.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Arrived {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  json: Record<string, unknown>;
}

export interface SecureReceiver {
  port: number;
  arrived: Arrived[];
  close(): Promise<void>;
}

/** A web server with a certificate for 127.0.0.1. */
export async function startSecureReceiver(certificate: Trust['certificate']): Promise<SecureReceiver> {
  const arrived: Arrived[] = [];
  const server = createServer(certificate, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      arrived.push({ method, path, headers, json: asJson(Buffer.concat(chunks).toString()) });
      response.end('{}');
    });
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    arrived,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

export const asJson = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
};

export interface Interceptor {
  /** Host and path of every request that left the worker by HTTPS or HTTP, in order. */
  seen: { host: string; arrived: Arrived }[];
  answer: { status: number; body: string };
  last(): { host: string; arrived: Arrived };
  close(): Promise<void>;
}

/** Stands in for the whole internet: answers every request itself, whatever its host. Nothing gets past it. */
export async function startInterceptor(authority: Trust['authority']): Promise<Interceptor> {
  const proxy: Mockttp = getLocal({ https: authority });
  await proxy.start();
  const seen: Interceptor['seen'] = [];
  const answer = { status: 200, body: '{"ok":true}' };
  await proxy.forAnyRequest().thenCallback(async (request: CompletedRequest) => {
    const { host, pathname, search } = new URL(request.url);
    const text = (await request.body.getText()) ?? '';
    const form = Object.fromEntries(new URLSearchParams(text));
    const json = /json/.test(String(request.headers['content-type'])) ? asJson(text) : form;
    const { method, headers } = request;
    seen.push({ host, arrived: { method, path: `${pathname}${search}`, headers, json } });
    return { statusCode: answer.status, body: answer.body };
  });
  for (const name of ['HTTPS_PROXY', 'HTTP_PROXY']) process.env[name] = proxy.url.replace(/^https:/, 'http:');
  process.env.NO_PROXY = '127.0.0.1';
  return {
    seen,
    answer,
    last() {
      const request = seen.at(-1);
      if (!request) throw new Error('nothing arrived');
      return request;
    },
    async close() {
      for (const name of ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY']) delete process.env[name];
      await proxy.stop();
    },
  };
}

/**
 * For all tests of a file: workers that trust an authority of ours, and an internet that answers `body` to everything.
 * What arrived is forgotten before each test.
 */
export function interceptedInternet(body: string): Pick<Interceptor, 'seen' | 'answer' | 'last'> {
  let trust: Trust | undefined;
  let net: Interceptor | undefined;
  const started = (): Interceptor => {
    if (!net) throw new Error('not started yet');
    return net;
  };
  beforeAll(async () => {
    trust = await trustOwnAuthority();
    net = await startInterceptor(trust.authority);
  });
  afterAll(async () => {
    await net?.close();
    trust?.remove();
  });
  beforeEach(() => {
    started().seen.length = 0;
    Object.assign(started().answer, { status: 200, body });
  });
  return {
    get seen() {
      return started().seen;
    },
    get answer() {
      return started().answer;
    },
    last: () => started().last(),
  };
}
