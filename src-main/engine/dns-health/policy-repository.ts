import { z } from 'zod';
import { dmarcRecord } from '../../../src-shared/dmarc-schema.ts';
import type { Db } from '../storage/open.ts';

/** What a person set for one domain. */
export interface DomainPolicy {
  /** Custom DMARC record; null = the global default. */
  dmarcRecord: string | null;
  /** "Also accepted MX hosts", A-label form. */
  acceptedMxHosts: string[];
}

export const NO_POLICY: DomainPolicy = { dmarcRecord: null, acceptedMxHosts: [] };

interface Row {
  domain: string;
  dmarc_record: string | null;
  accepted_mx_hosts: string;
}

const hosts = z.preprocess((text) => {
  try {
    return JSON.parse(String(text));
  } catch {
    return [];
  }
}, z.array(z.string()).catch([]));

export function createPolicyRepository(db: Db) {
  const selectAll = db.prepare<[string], Row>('SELECT * FROM domain_policies WHERE account_id = ?');
  const select = db.prepare<[string, string], Row>(
    'SELECT * FROM domain_policies WHERE account_id = ? AND domain = ?',
  );
  const upsert = db.prepare(
    `INSERT INTO domain_policies (account_id, domain, dmarc_record, accepted_mx_hosts) VALUES (?, ?, ?, ?)
     ON CONFLICT (account_id, domain)
       DO UPDATE SET dmarc_record = excluded.dmarc_record, accepted_mx_hosts = excluded.accepted_mx_hosts`,
  );

  return {
    all: (accountId: string): Map<string, DomainPolicy> =>
      new Map(selectAll.all(accountId).map((row) => [row.domain, toPolicy(row)])),
    get(accountId: string, domain: string): DomainPolicy {
      const row = select.get(accountId, domain);
      return row ? toPolicy(row) : NO_POLICY;
    },
    save(accountId: string, domain: string, policy: DomainPolicy): void {
      upsert.run(accountId, domain, policy.dmarcRecord, JSON.stringify(policy.acceptedMxHosts));
    },
  };
}

export type PolicyRepository = ReturnType<typeof createPolicyRepository>;

const toPolicy = (row: Row): DomainPolicy => ({
  dmarcRecord: dmarcRecord.safeParse(row.dmarc_record).data ?? null,
  acceptedMxHosts: hosts.parse(row.accepted_mx_hosts),
});
