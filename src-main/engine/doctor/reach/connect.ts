import { readFileSync } from 'node:fs';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls, rootCertificates } from 'node:tls';
import type { Endpoint } from './endpoint.ts';

const TIMEOUT_MS = 5_000;

const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^(ENOTFOUND|EAI_)/, 'its name cannot be found'],
  [/^ECONNREFUSED$/, 'it refuses the connection'],
  [/^E(NET|HOST)UNREACH$/, 'it cannot be reached from this network'],
  [/^ETIMEDOUT$/, 'it does not answer within 5 seconds'],
  [/^(ECONNRESET|EPIPE)$/, 'it closes the connection'],
  [/CERT|SELF_SIGNED|UNABLE_TO|ALTNAME/, 'its certificate cannot be verified'],
  [/^(ERR_SSL|EPROTO|ERR_TLS)/, 'it does not speak TLS on this port'],
];

/** Opens a connection and closes it at once, sending nothing. @returns why that fails, as words; null: it works. */
export function reach(endpoint: Endpoint, timeoutMs = TIMEOUT_MS): Promise<string | null> {
  return new Promise((resolve) => {
    const end = (reason: string | null) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(reason);
    };
    const socket = open(endpoint, () => end(null));
    socket.once('error', (error: NodeJS.ErrnoException) => end(wordsFor(error)));
    socket.once('close', () => end('it closes the connection'));
    const timer = setTimeout(() => end('it does not answer within 5 seconds'), timeoutMs);
  });
}

function open({ host, port, encryption, verify }: Endpoint, done: () => void): Socket {
  if (encryption === 'plain') return connectPlain({ host, port }, done);
  const ca = ownAuthorities();
  return connectTls(
    {
      host,
      port,
      ...(isIP(host) ? {} : { servername: host }),
      rejectUnauthorized: verify,
      ...(ca ? { ca } : {}),
    },
    done,
  );
}

/** The same certificates that Apprise trusts. */
function ownAuthorities(): string[] | undefined {
  const file = process.env.REQUESTS_CA_BUNDLE || process.env.CURL_CA_BUNDLE;
  if (!file) return undefined;
  try {
    return [...rootCertificates, readFileSync(file, 'utf8')];
  } catch {
    return undefined;
  }
}

function wordsFor({ code = '' }: NodeJS.ErrnoException): string {
  return SENTENCES.find(([pattern]) => pattern.test(code))?.[1] ?? 'the connection fails';
}
