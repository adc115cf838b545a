import type { DescribedPart } from '../../service-catalogue.ts';
import { isHost } from '../address.ts';
import { decode, encode } from '../parts.ts';
import { splitList } from './checks.ts';
import type { TokenPiece } from './template-pieces.ts';

/** Values of tokens as they stand in a URL, and back. */

const ENCODED = '[A-Za-z0-9._~%-]+';
/** An e-mail address, or an identifier that is written like one. */
const MAIL = /^[^@\s]+@[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i;

const joint = (part: DescribedPart): string => part.delim[0] ?? '/';

export function encodeToken(piece: TokenPiece, part: DescribedPart, value: string): string {
  const encodeOne = (text: string) => encodeText(piece, text);
  if (part.kind === 'list') return splitList(value).map(encodeOne).join(joint(part));
  if (piece.token === 'host' && isHost(value)) return value;
  if (piece.path === 'no') return encodeOne(value);
  const inner = value.split('/').filter(Boolean).map(encodeOne).join('/');
  if (piece.path === 'inner') return inner;
  return inner === '' ? '/' : `/${inner}${piece.closed ? '/' : ''}`;
}

function encodeText({ rawAt }: TokenPiece, text: string): string {
  const at = text.lastIndexOf('@');
  return rawAt && MAIL.test(text) ? `${encode(text.slice(0, at))}@${text.slice(at + 1)}` : encode(text);
}

/** What such a token may look like in a URL. */
export function tokenPattern(piece: TokenPiece, part: DescribedPart): string {
  const one = piece.rawAt ? `${ENCODED}(?:@[A-Za-z0-9.-]+)?` : ENCODED;
  if (part.kind === 'list') return `${one}(?:${escapeRegex(joint(part))}${one})*`;
  if (piece.token === 'host') return `\\[[0-9A-Fa-f:.]+\\]|${ENCODED}`;
  if (piece.path === 'no') return one;
  const segments = `${ENCODED}(?:/${ENCODED})*`;
  if (piece.path === 'inner') return segments;
  return piece.closed ? `/(?:${segments}/)?` : `/(?:${segments})?`;
}

/** @returns undefined where the text is not what `encodeToken` makes. */
export function decodeToken(piece: TokenPiece, part: DescribedPart, text: string): string | undefined {
  if (part.kind === 'list') {
    const values = text.split(joint(part)).map(decode);
    return values.some((value) => value === undefined || splitList(value).length !== 1)
      ? undefined
      : values.join(',');
  }
  if (piece.path === 'no') return decode(text);
  const inner = text.split('/').filter(Boolean).map(decode);
  if (inner.some((segment) => segment === undefined || segment.includes('/'))) return undefined;
  return piece.path === 'between' ? `/${inner.join('/')}` : inner.join('/');
}

export const escapeRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
