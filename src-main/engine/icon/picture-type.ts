const SIGNATURES: readonly (readonly [type: string, bytes: (data: Buffer) => boolean])[] = [
  ['image/png', (data) => data.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))],
  ['image/jpeg', (data) => data.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))],
  ['image/gif', (data) => /^GIF8[79]a$/.test(data.toString('latin1', 0, 6))],
  ['image/webp', (data) => /^RIFF.{4}WEBP$/s.test(data.toString('latin1', 0, 12))],
];

/**
 * What the bytes are, whatever the server calls them: services decode them too. Undefined where they are none of the
 * pictures that every service shows; SVG is left out on purpose, for it can hold a program.
 */
export const pictureType = (data: Buffer): string | undefined =>
  SIGNATURES.find(([, fits]) => fits(data))?.[0];
