/** Just enough DER to tell how long an RSA key is, whatever the crypto library thinks of its length. */

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const BIT_STRING = 0x03;

interface Element {
  tag: number;
  content: Buffer;
  /** Behind this element. */
  rest: Buffer;
}

/**
 * @param der SubjectPublicKeyInfo as DKIM's `p=` carries it, or a bare RSAPublicKey as some tools write it.
 * @returns bits of the modulus; undefined where this is no RSA key.
 */
export function rsaBits(der: Buffer): number | undefined {
  const outer = readElement(der);
  if (outer?.tag !== SEQUENCE) return undefined;
  const first = readElement(outer.content);
  if (first?.tag === INTEGER) return bitsOf(first.content);
  if (first?.tag !== SEQUENCE) return undefined;
  const wrapped = readElement(first.rest);
  // The first byte of a bit string counts its unused bits.
  return wrapped?.tag === BIT_STRING && wrapped.content[0] === 0
    ? rsaBits(wrapped.content.subarray(1))
    : undefined;
}

function readElement(bytes: Buffer): Element | undefined {
  const [tag, short] = bytes;
  if (tag === undefined || short === undefined) return undefined;
  const lengthBytes = short < 0x80 ? 0 : short & 0x7f;
  if (lengthBytes > 4 || bytes.length < 2 + lengthBytes || short === 0x80) return undefined;
  const length = lengthBytes === 0 ? short : bytes.readUIntBE(2, lengthBytes);
  const start = 2 + lengthBytes;
  if (bytes.length < start + length) return undefined;
  return { tag, content: bytes.subarray(start, start + length), rest: bytes.subarray(start + length) };
}

function bitsOf(integer: Buffer): number | undefined {
  const from = integer.findIndex((byte) => byte !== 0);
  const first = integer[from];
  if (first === undefined) return undefined;
  return (integer.length - from) * 8 - (Math.clz32(first) - 24);
}
