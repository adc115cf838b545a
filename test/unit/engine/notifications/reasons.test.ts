import { describe, expect, it } from 'vitest';
import { toOutcome } from '../../../../src-main/engine/notifications/apprise/reasons.ts';

describe('what a worker says of a failure', () => {
  it.each(['constructor', 'toString', '__proto__', 'nonsense', ''])(
    'a kind that nobody knows (%j) is tried again, with a reason that a person can read',
    (kind) =>
      expect(toOutcome({ kind })).toEqual({
        ok: false,
        permanent: false,
        reason: 'The message could not be sent.',
      }),
  );
});
