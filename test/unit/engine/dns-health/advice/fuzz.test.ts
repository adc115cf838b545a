import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rsaBits } from '../../../../../src-main/engine/dns-health/advice/rsa-bits.ts';
import type { Answer, Answers } from '../support.ts';
import { advise } from './support.ts';

const junk = fc.string({ unit: 'binary', maxLength: 60 });
const term = fc.constantFrom(
  'include:',
  'redirect=',
  'a:',
  'mx:',
  'exists:',
  'a/',
  '-all',
  '%{i}',
  'example.com',
  ' ',
);
const text = fc.oneof(
  junk,
  fc
    .tuple(
      fc.constantFrom('v=spf1 ', 'v=DKIM1; p=', 'v=DMARC1; p=none; rua=', 'v=STSv1; id=', 'v=TLSRPTv1; rua='),
      fc.array(fc.oneof(term, junk), { maxLength: 8 }),
    )
    .map(([start, rest]) => start + rest.join('')),
);
const answer = fc.oneof<fc.Arbitrary<Answer>[]>(
  fc.constant('timeout' as const),
  fc.constant({ outcome: 'absent', resolver: 'test' } as const),
  fc.array(text, { minLength: 1, maxLength: 3 }),
);

describe('whatever is published', () => {
  it('advice is nine sentences, found within bounds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 6 }), junk, async (pool, policy) => {
        let asked = 0;
        const answers = new Proxy<Answers>({}, { get: () => pool[asked++ % pool.length] });
        const { results } = await advise({
          answers,
          policy: { kind: 'text', text: policy, contentType: 'text/plain' },
        });
        expect(results).toHaveLength(9);
        expect(asked).toBeLessThan(2_000);
        for (const { message, found, status } of results) {
          expect(['good', 'advice', 'skipped', 'unknown']).toContain(status);
          expect(message).not.toMatch(/undefined|NaN|\[object/);
          for (const each of [message, ...found]) expect(each).not.toMatch(/\p{Cc}/u);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('no bytes are a key of more bits than they have', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const bits = rsaBits(Buffer.from(bytes));
        expect(bits === undefined || (bits > 0 && bits <= bytes.length * 8)).toBe(true);
      }),
    );
  });
});
