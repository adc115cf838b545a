import { pictureType } from './picture-type.ts';
import { isPrivateHost } from './private-host.ts';

export type FetchedIcon = { ok: true; dataUrl: string } | { ok: false; problem: string };

const TIMEOUT_MS = 10_000;
export const LARGEST_BYTES = 1024 * 1024;

const no = (problem: string): FetchedIcon => ({ ok: false, problem });

/** Fetches the picture as a service would, and says in a sentence why that does not work. */
export async function fetchIcon(url: string, timeoutMs = TIMEOUT_MS): Promise<FetchedIcon> {
  const { protocol, hostname } = new URL(url);
  if (!/^https?:$/.test(protocol)) return no('Only http and https addresses can be fetched.');
  const hint = isPrivateHost(hostname)
    ? ' Services on the internet must be able to reach it: this host is on a private network.'
    : '';
  try {
    const fetched = await load(url, AbortSignal.timeout(timeoutMs));
    return fetched.ok ? fetched : no(`${fetched.problem}${hint}`);
  } catch (error) {
    return no(`${reasonOf(error)}${hint}`);
  }
}

async function load(url: string, signal: AbortSignal): Promise<FetchedIcon> {
  const answer = await fetch(url, { signal, redirect: 'follow', headers: { Accept: 'image/*' } });
  if (!answer.ok) {
    await answer.body?.cancel();
    return no(
      answer.status === 404
        ? 'There is no picture at this address (404).'
        : `The server answered ${answer.status} instead of a picture.`,
    );
  }
  const data = await firstBytes(answer);
  if (!data) return no('The picture is larger than 1 MB: services refuse it.');
  const type = pictureType(data);
  if (type !== undefined) return { ok: true, dataUrl: `data:${type};base64,${data.toString('base64')}` };
  if (
    /svg/i.test(answer.headers.get('content-type') ?? '') ||
    /^\s*(<\?xml[^>]*>\s*)?<svg/i.test(data.toString('latin1', 0, 512))
  )
    return no('This is an SVG picture, which services do not show: use a PNG.');
  return no('What is there is not a picture: a PNG, JPEG, GIF or WebP is needed.');
}

/** Undefined: too large. */
async function firstBytes(answer: Response): Promise<Buffer | undefined> {
  const reader = answer.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const read = await reader?.read();
    if (!read || read.done) return Buffer.concat(chunks);
    size += read.value.length;
    if (size > LARGEST_BYTES) {
      await reader?.cancel();
      return undefined;
    }
    chunks.push(read.value);
  }
}

const CODES: readonly (readonly [RegExp, string])[] = [
  [/ENOTFOUND|EAI_AGAIN/, 'The server’s name could not be found.'],
  [/ECONNREFUSED/, 'The server refused the connection.'],
  [/ENETUNREACH|EHOSTUNREACH/, 'The server cannot be reached from this network.'],
  [/ETIMEDOUT|TIMEOUT/, 'The server did not answer in time.'],
  [
    /CERT|SELF_SIGNED|ERR_TLS|UNABLE_TO|ALTNAME|ERR_SSL|EPROTO/,
    'The server’s certificate could not be verified, so services will not fetch the picture either.',
  ],
  [/ECONNRESET|UND_ERR_SOCKET|EPIPE/, 'The server closed the connection.'],
];

function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError')
    return 'The server did not answer within 10 seconds.';
  const codes: string[] = [];
  for (let one = error as { code?: unknown; cause?: unknown } | undefined; one; one = one.cause as typeof one)
    if (typeof one.code === 'string') codes.push(one.code);
  const found = CODES.find(([pattern]) => codes.some((code) => pattern.test(code)));
  return found?.[1] ?? 'The picture could not be fetched.';
}
