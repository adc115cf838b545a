import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const BUILDER = resolve(import.meta.dirname, 'build_wheels.py');

/** A folder of wheels with the Apprise of this Python, or with one that cannot be imported. */
export function buildWheels(python: string, kind: 'works' | 'broken' = 'works'): string {
  const folder = mkdtempSync(join(tmpdir(), `mxm-wheels-${kind}-`));
  execFileSync(python, [BUILDER, folder, kind], { stdio: 'pipe' });
  return folder;
}

export const removeWheels = (folder: string): void => rmSync(folder, { recursive: true, force: true });

export interface PythonIndex {
  /** For PIP_INDEX_URL, with a user and a password as companies have it. */
  url: string;
  /** Files asked for. */
  asked: string[];
  /** Connections that the other side gave up. */
  givenUp: number;
  close(): Promise<void>;
}

export interface IndexFaults {
  /** Files never arrive. */
  hang?: boolean;
  /** The index promises other content than it serves. */
  wrongHash?: boolean;
}

/** A package index (PEP 503) on this machine. */
export async function startPythonIndex(
  wheels: string,
  secret: string,
  faults: IndexFaults = {},
): Promise<PythonIndex> {
  const files = readdirSync(wheels);
  const digest = (file: string) =>
    faults.wrongHash
      ? '0'.repeat(64)
      : createHash('sha256')
          .update(readFileSync(join(wheels, file)))
          .digest('hex');
  const wanted = `Basic ${Buffer.from(`ann:${secret}`).toString('base64')}`;
  const index: PythonIndex = { url: '', asked: [], givenUp: 0, close: async () => {} };
  const server = createServer((request, response) => {
    const [, kind = '', name = ''] = (request.url ?? '').split('/');
    if (request.headers.authorization !== wanted)
      return void response.writeHead(401, { 'WWW-Authenticate': 'Basic' }).end();
    if (kind === 'simple') {
      const own = files.filter((file) => file.split('-')[0]?.replace(/_/g, '-') === name);
      if (own.length === 0) return void response.writeHead(404).end();
      response.setHeader('Content-Type', 'text/html');
      return void response.end(
        own.map((file) => `<a href="/files/${file}#sha256=${digest(file)}">${file}</a>`).join('\n'),
      );
    }
    index.asked.push(name);
    if (!faults.hang) return void response.end(readFileSync(join(wheels, name)));
    response.writeHead(200, { 'Content-Length': '1000000' });
    response.write('PK');
    response.on('close', () => index.givenUp++);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  index.url = `http://ann:${secret}@127.0.0.1:${(server.address() as AddressInfo).port}/simple/`;
  index.close = () =>
    new Promise((done) => {
      server.closeAllConnections();
      server.close(() => done());
    });
  return index;
}
