import { z } from 'zod';
import type { MailboxList } from '../mxroute/api.ts';
import type { KeptAnswer, ScanAnswers } from '../scans/scan-answers.ts';
import { withCanonicalNames } from './canonical-names.ts';
import type { Scan } from './scan.ts';

/** What a scan that was cut off has left behind; empty where none was. */
export interface ResumedScan {
  /** Read, not judged yet. */
  lists: ReadonlyMap<string, MailboxList>;
  /** Read and judged. */
  judged: ReadonlySet<string>;
  /** Asked, in vain. */
  failed: ReadonlySet<string>;
}

export interface ScanMemory {
  resume(now: number): ResumedScan;
  /** Called with each list as it arrives. */
  keep(domain: string, list: MailboxList): void;
  /**
   * What is left to remember of a scan of the whole account; belongs into the transaction that applies it.
   * @param doubted domains whose lists are to be read again.
   */
  applied(scan: Scan, now: number, doubted: Iterable<string>): void;
  /** Of a scan of some domains, whose answers are newer than those that were kept; likewise. */
  superseded(domains: Iterable<string>): void;
}

const figure = z
  .number()
  .nullish()
  .transform((value) => value ?? undefined);
const mailbox = z.object({
  mailbox: z.string(),
  domain: z.string(),
  quotaMb: figure,
  usageMb: figure,
  sendLimit: figure,
  sent: figure,
  suspended: z.boolean(),
  untold: z.array(z.enum(['sendLimit', 'suspended'])).optional(),
});
const list = z.object({
  mailboxes: z.array(mailbox),
  problems: z.array(z.string()),
  complete: z.boolean(),
  skipped: z.number().optional(),
  readAt: z.number(),
  servedAt: z.number().optional(),
});
const answer = z.union([z.object({ list }), z.object({ state: z.enum(['judged', 'failed']) })]);

export function createScanMemory(answers: ScanAnswers): ScanMemory {
  return {
    resume(now) {
      const lists = new Map<string, MailboxList>();
      const judged = new Set<string>();
      const failed = new Set<string>();
      for (const [domain, kept] of answers.resume(now)) {
        const known = answer.safeParse(kept.value).data satisfies KeptAnswer['value'];
        if (known === undefined) continue;
        if ('list' in known) lists.set(domain, withCanonicalNames(domain, known.list));
        else (known.state === 'judged' ? judged : failed).add(domain);
      }
      return { lists, judged, failed };
    },
    keep: (domain, read) => answers.keep(domain, { list: read }, read.readAt),
    applied(scan, now, doubted) {
      if (scan.unread.size === 0) return answers.clear();
      for (const [domain, { readAt }] of scan.lists) answers.keep(domain, { state: 'judged' }, readAt);
      for (const domain of doubted) answers.forget(domain);
      for (const domain of scan.failed.keys()) answers.keep(domain, { state: 'failed' }, now);
    },
    superseded(domains) {
      for (const domain of domains) answers.forget(domain);
    },
  };
}
