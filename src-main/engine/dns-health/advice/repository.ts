import { z } from 'zod';
import { ADVICE_NAMES, type DomainAdvice } from '../../../../src-shared/dns-advice.ts';
import type { Db } from '../../storage/open.ts';

interface Row {
  checked_at: number;
  value: string;
}

const storedResults = z.array(
  z.object({
    name: z.enum(ADVICE_NAMES),
    label: z.string(),
    status: z.enum(['good', 'advice', 'skipped', 'unknown']),
    message: z.string(),
    why: z.string(),
    found: z.array(z.string()),
  }),
);

/** The advisory checks of a domain as last looked up (`domain_advice`). They go with the domain. */
export function createAdviceRepository(db: Db) {
  const select = db.prepare<[string, string], Row>(
    'SELECT checked_at, value FROM domain_advice WHERE account_id = ? AND domain = ?',
  );
  const upsert = db.prepare(
    `INSERT INTO domain_advice (account_id, domain, checked_at, value)
     SELECT account_id, domain, ?, ? FROM domains WHERE account_id = ? AND domain = ?
     ON CONFLICT (account_id, domain) DO UPDATE SET checked_at = excluded.checked_at, value = excluded.value`,
  );

  return {
    /** Null where there is none that can be read. */
    get(accountId: string, domain: string): DomainAdvice | null {
      const row = select.get(accountId, domain);
      const results = row && storedResults.safeParse(parseJson(row.value)).data;
      return results ? { checkedAt: new Date(row.checked_at).toISOString(), results } : null;
    },
    /** Nothing is kept for a domain that was removed while it was looked up. */
    save(accountId: string, domain: string, { checkedAt, results }: DomainAdvice): void {
      upsert.run(Date.parse(checkedAt), JSON.stringify(results), accountId, domain);
    },
  };
}

export type AdviceRepository = ReturnType<typeof createAdviceRepository>;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
