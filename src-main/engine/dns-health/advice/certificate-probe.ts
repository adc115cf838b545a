import { connect, type Socket } from 'node:net';
import { connect as secure, type TLSSocket } from 'node:tls';
import type { Clock } from '../../ports.ts';
import { certificateProblem, codeOf } from './certificate-problem.ts';
import type { NetworkTarget } from './check.ts';
import { createReplies, type Replies } from './smtp-replies.ts';

/** What a mail server shows on port 25 after STARTTLS (RFC 3207). */
export type CertificateAnswer =
  /** Trusted and for this name; ms since the epoch. */
  | { kind: 'valid'; validTo: number; issuer: string }
  /** `problem` follows "a certificate that …". */
  | { kind: 'invalid'; problem: string }
  /** It spoke, but offered no encryption to this computer. */
  | { kind: 'no-encryption' }
  /** Nothing is known: many networks let nobody out on port 25. */
  | { kind: 'unreachable' };

export type CertificateProbe = (target: NetworkTarget, signal: AbortSignal) => Promise<CertificateAnswer>;

const TIMEOUT_MS = 10_000;
const SMTP = 25;

interface CertificateProbeOptions {
  clock: Clock;
  port?: number;
  /** Instead of the authorities that this computer trusts. */
  ca?: string;
  timeoutMs?: number;
}

/** Says hello, asks for TLS, reads the certificate and leaves: no mail is sent, no name is given. Never throws. */
export function createCertificateProbe({
  clock,
  port = SMTP,
  ca,
  timeoutMs = TIMEOUT_MS,
}: CertificateProbeOptions): CertificateProbe {
  return async ({ host, addresses: [address] }, signal) => {
    if (address === undefined || signal.aborted) return { kind: 'unreachable' };
    const socket = connect({ host: address, port });
    const stop = () => socket.destroy();
    const timer = clock.after(timeoutMs, stop);
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await converse(socket, host, ca);
    } catch {
      return { kind: 'unreachable' };
    } finally {
      timer.cancel();
      signal.removeEventListener('abort', stop);
      socket.destroy();
    }
  };
}

async function converse(socket: Socket, host: string, ca: string | undefined): Promise<CertificateAnswer> {
  const replies = createReplies(socket);
  if ((await replies.next()).code !== 220) return { kind: 'unreachable' };
  const offers = await hello(socket, replies);
  if (offers === undefined) return { kind: 'unreachable' };
  if (!offers.some((line) => /^starttls$/i.test(line.trim()))) return { kind: 'no-encryption' };
  socket.write('STARTTLS\r\n');
  if ((await replies.next()).code !== 220) return { kind: 'no-encryption' };
  replies.release();
  return readCertificate(socket, host, ca);
}

/** An address stands for the name: this computer has none that the server could look up (RFC 5321 4.1.4). */
async function hello(socket: Socket, replies: Replies): Promise<string[] | undefined> {
  const { localAddress = '127.0.0.1' } = socket;
  socket.write(`EHLO [${localAddress.includes(':') ? 'IPv6:' : ''}${localAddress}]\r\n`);
  const { code, lines } = await replies.next();
  return code === 250 ? lines : undefined;
}

function readCertificate(socket: Socket, host: string, ca: string | undefined): Promise<CertificateAnswer> {
  return new Promise((resolve) => {
    const tls: TLSSocket = secure({ socket, servername: host, ...(ca === undefined ? {} : { ca }) }, () => {
      const { valid_to, issuer } = tls.getPeerCertificate();
      const names = [issuer?.O ?? issuer?.CN ?? []].flat();
      tls.end('QUIT\r\n');
      resolve({ kind: 'valid', validTo: Date.parse(valid_to), issuer: names.join(', ') });
    });
    tls.on('error', (error) => {
      const problem = certificateProblem(codeOf(error));
      resolve(problem === undefined ? { kind: 'unreachable' } : { kind: 'invalid', problem });
    });
    tls.on('close', () => resolve({ kind: 'unreachable' }));
  });
}
