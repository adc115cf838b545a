import type { DescribedPart } from '../../service-catalogue.ts';

/** Where in a URL a token stands: each place has its own characters that must not be encoded. */
export type Zone = 'authority' | 'path' | 'query';

/** `between`: stands without separators after the server, so it brings its own slashes. `inner`: they are around it. */
export type PathKind = 'no' | 'inner' | 'between';

export interface TokenPiece {
  token: string;
  zone: Zone;
  path: PathKind;
  /** Ends with a slash of its own, because a token follows at once. */
  closed: boolean;
  /** An e-mail address goes in as it is, for its `@` is where Apprise splits. */
  rawAt: boolean;
}

/** A template after `{schema}://`, taken apart. */
export type Piece = { literal: string } | TokenPiece;

const START = '{schema}://';
const PATH_TOKENS = new Set(['path', 'fullpath']);

export const isToken = (piece: Piece | undefined): piece is TokenPiece =>
  piece !== undefined && 'token' in piece;

const textOf = (piece: Piece | undefined): string | undefined =>
  piece === undefined || isToken(piece) ? undefined : piece.literal;

/**
 * @returns undefined where a form cannot fill the template: unknown or repeated tokens, tokens that nothing separates,
 * a port that does not follow its host.
 */
export function piecesOf(template: string, parts: readonly DescribedPart[]): Piece[] | undefined {
  if (!template.startsWith(START)) return undefined;
  const known = new Set(parts.flatMap(({ role, name }) => (role === 'token' ? [name] : [])));
  const rest = template.slice(START.length);
  const rawAt = !/^[^/?]*@/.test(rest);
  const texts = rest.split(/(\{[^{}]*\})/).filter(Boolean);
  const names = texts.map((text) => /^\{(\w+)\}$/.exec(text)?.[1]);
  const pieces: Piece[] = [];
  let zone: Zone = 'authority';
  for (const [index, text] of texts.entries()) {
    const token = names[index];
    if (token === undefined) {
      if (/[{}]/.test(text)) return undefined;
      if (text.includes('?')) zone = 'query';
      else if (zone === 'authority' && text.includes('/')) zone = 'path';
      pieces.push({ literal: text });
      continue;
    }
    if (!known.has(token) || names.indexOf(token) < index) return undefined;
    const before = pieces.at(-1);
    const path = !PATH_TOKENS.has(token) ? 'no' : isServer(before) ? 'between' : 'inner';
    if (isToken(before) && before.path !== 'between' && path !== 'between') return undefined;
    if (path === 'between') zone = 'path';
    const closed = path === 'between' && names[index + 1] !== undefined;
    pieces.push({ token, zone, path, closed, rawAt: rawAt && zone === 'authority' });
  }
  return portFollowsHost(pieces) ? pieces : undefined;
}

const isServer = (piece: Piece | undefined): boolean =>
  isToken(piece) && (piece.token === 'host' || piece.token === 'port');

function portFollowsHost(pieces: readonly Piece[]): boolean {
  const at = pieces.findIndex((piece) => isToken(piece) && piece.token === 'port');
  if (at < 0) return true;
  const host = pieces[at - 2];
  return isToken(host) && host.token === 'host' && textOf(pieces[at - 1]) === ':';
}

export const tokensOf = (pieces: readonly Piece[]): string[] =>
  pieces.flatMap((piece) => (isToken(piece) ? [piece.token] : []));
