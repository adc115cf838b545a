import { request } from 'node:https';
import { isIPv6, type LookupFunction } from 'node:net';
import type { Clock } from '../../ports.ts';
import { certificateProblem, codeOf } from './certificate-problem.ts';
import type { NetworkTarget } from './check.ts';

/** How the question for an MTA-STS policy went. */
export type PolicyAnswer =
  | { kind: 'text'; text: string; contentType: string }
  /** Anything but 200; redirects are not followed (RFC 8461 3.3). */
  | { kind: 'status'; status: number }
  | { kind: 'too-large' }
  /** `problem` follows "a certificate that …". */
  | { kind: 'certificate'; problem: string }
  /** Nothing is known: `reason` follows "could not be read from here: …". */
  | { kind: 'unreachable'; reason: string };

export type PolicyFetch = (target: NetworkTarget, signal: AbortSignal) => Promise<PolicyAnswer>;

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 65_536;
const HTTPS = 443;

interface PolicyFetchOptions {
  clock: Clock;
  port?: number;
  /** Instead of the authorities that this computer trusts. */
  ca?: string;
  timeoutMs?: number;
}

/** GET /.well-known/mta-sts.txt from the addresses that DNS gave, with the certificate verified. Never throws. */
export function createPolicyFetch({
  clock,
  port = HTTPS,
  ca,
  timeoutMs = TIMEOUT_MS,
}: PolicyFetchOptions): PolicyFetch {
  return ({ host, addresses }, signal) =>
    new Promise((resolve) => {
      const controller = new AbortController();
      const stop = () => controller.abort();
      const timer = clock.after(timeoutMs, stop);
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) stop();
      const settle = (answer: PolicyAnswer) => {
        timer.cancel();
        signal.removeEventListener('abort', stop);
        resolve(answer);
        controller.abort();
      };
      const call = request(
        {
          host,
          port,
          path: '/.well-known/mta-sts.txt',
          headers: { accept: 'text/plain' },
          agent: false,
          lookup: lookupIn(addresses),
          signal: controller.signal,
          ...(ca === undefined ? {} : { ca }),
        },
        (response) => {
          const { statusCode = 0, headers } = response;
          if (statusCode !== 200) return settle({ kind: 'status', status: statusCode });
          const chunks: Buffer[] = [];
          let size = 0;
          response.on('data', (chunk: Buffer) => {
            chunks.push(chunk);
            size += chunk.length;
            if (size > MAX_BYTES) settle({ kind: 'too-large' });
          });
          response.on('error', (error) => settle(failed(error, controller.signal)));
          response.on('end', () =>
            settle({
              kind: 'text',
              text: Buffer.concat(chunks).toString('utf8'),
              contentType: headers['content-type'] ?? '',
            }),
          );
        },
      );
      call.on('error', (error) => settle(failed(error, controller.signal)));
      call.end();
    });
}

function failed(error: unknown, signal: AbortSignal): PolicyAnswer {
  if (signal.aborted) return { kind: 'unreachable', reason: 'it did not answer in time' };
  const problem = certificateProblem(codeOf(error));
  if (problem !== undefined) return { kind: 'certificate', problem };
  return { kind: 'unreachable', reason: 'the connection failed' };
}

/** Names were looked up by then, by the resolvers that this app asks: nobody else is asked. */
export const lookupIn =
  (addresses: readonly string[]): LookupFunction =>
  (_host, { all }, callback) => {
    const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
    const [first] = found;
    if (first === undefined) callback(new Error('no address'), '', 4);
    else if (all) callback(null, found);
    else callback(null, first.address, first.family);
  };
