import fc from 'fast-check';

/**
 * One character: as often one of ASCII, or one that means something in URLs, headers and shells, as any other of
 * Unicode. fast-check's own units are uniform over all of Unicode, and so hardly ever give a `%` or a quote.
 */
export const anyChar: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index))),
  fc.constantFrom('%', '%2F', '%25', '+', '/', '@', ':', ';', '\\', '#', '?', '&', '=', ',', '"', "'", ' '),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
);

/** What nobody types on purpose as well: control characters, and half characters. */
export const wildChar: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: anyChar },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('\n', '\r', '\t', '\0', '\u007f', '\u2028', '\ufeff', '\u00a0', '\ud800'),
  },
);
