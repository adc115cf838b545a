import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CompletedRequest, generateCACertificate, getLocal } from 'mockttp';

export interface SeenRequest {
  method: string;
  host: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** The services' own hosts, on loopback: a proxy that answers every HTTPS request itself, so that none gets out. */
export interface Internet {
  seen: SeenRequest[];
  /** Variables that send the app's deliveries through it. */
  env: Record<string, string>;
  /** What every request is answered with. */
  answer: { status: number; body: string };
  close(): Promise<void>;
}

export async function startInternet(): Promise<Internet> {
  const folder = mkdtempSync(join(tmpdir(), 'mxm-internet-'));
  const authority = await generateCACertificate({ subject: { commonName: 'MXroute Manager tests' } });
  const bundle = join(folder, 'bundle.pem');
  writeFileSync(bundle, authority.cert);
  const proxy = getLocal({ https: authority });
  await proxy.start();
  const seen: SeenRequest[] = [];
  const answer = { status: 200, body: 'ok' };
  await proxy.forAnyRequest().thenCallback(async (request: CompletedRequest) => {
    const { host, pathname, search } = new URL(request.url);
    seen.push({
      method: request.method,
      host,
      path: `${pathname}${search}`,
      headers: request.headers,
      body: (await request.body.getText()) ?? '',
    });
    return { statusCode: answer.status, body: answer.body };
  });
  const address = proxy.url.replace(/^https:/, 'http:');
  return {
    seen,
    answer,
    env: { HTTPS_PROXY: address, REQUESTS_CA_BUNDLE: bundle, NO_PROXY: '127.0.0.1,localhost' },
    async close() {
      await proxy.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
