import { toUnicode } from '../../dns/names.ts';
import { seen } from '../check.ts';
import { textsOf } from '../checks/result.ts';
import { isSpf } from '../spf-record.ts';
import {
  type AdviceDefinition,
  type AdviceFacts,
  advice,
  type Finding,
  good,
  notSeen,
  skipped,
  unknown,
} from './check.ts';
import { MAX_LOOKUPS, MAX_VOIDS, type SpfWalk, STOP_COUNTING, walkSpf } from './spf-walk.ts';

/** Both read the same record, and everything that it includes. */
const questions: AdviceDefinition['questions'] = ({ domain }, dns) => walkSpf(domain, dns).open;

export const spfLookups: AdviceDefinition = {
  name: 'spfLookups',
  label: 'SPF look-ups',
  why: 'Receivers stop reading an SPF record after 10 DNS look-ups and then treat it as broken, so mail may land in spam.',
  mailOnly: true,
  questions,
  judge: ({ domain }, facts) =>
    judgeRecord(domain, facts, (walk, found) => {
      const name = toUnicode(domain);
      const [problem] = walk.problems;
      if (problem)
        return advice(`The SPF record of ${name} ${problem}: receivers give up there, so remove it.`, found);
      if (walk.lookups > MAX_LOOKUPS) {
        return advice(
          `The SPF record of ${name} needs ${walk.lookups} DNS look-ups and receivers stop at ${MAX_LOOKUPS}: remove what is no longer used.`,
          found,
        );
      }
      const [unseen] = walk.unseen;
      if (unseen !== undefined) {
        return unknown(
          `At least ${walk.lookups} of ${MAX_LOOKUPS} DNS look-ups; ${whyNotCounted(unseen)}.`,
          found,
        );
      }
      return good(`${walk.lookups} of at most ${MAX_LOOKUPS} DNS look-ups.`, found);
    }),
};

export const spfVoidLookups: AdviceDefinition = {
  name: 'spfVoidLookups',
  label: 'SPF void look-ups',
  why: 'Receivers may treat an SPF record as broken when more than 2 of the names in it do not exist.',
  mailOnly: true,
  questions,
  judge: ({ domain }, facts) =>
    judgeRecord(domain, facts, (walk, found) => {
      const names = [...new Set(walk.voids)].map(toUnicode).join(', ');
      if (walk.voids.length > MAX_VOIDS) {
        return advice(
          `${walk.voids.length} look-ups of the SPF record of ${toUnicode(domain)} find nothing and receivers bear ${MAX_VOIDS}: remove ${names}.`,
          found,
        );
      }
      if (walk.lookups > STOP_COUNTING) {
        return unknown(
          `${walk.voids.length} of at most ${MAX_VOIDS} void look-ups so far; the record needs so many look-ups that not all were made.`,
          found,
        );
      }
      const unseen = walk.unseen[0] ?? walk.unseenVoids[0];
      if (unseen !== undefined) {
        return unknown(
          `${walk.voids.length} of at most ${MAX_VOIDS} void look-ups so far; ${whyNotCounted(unseen)}.`,
          found,
        );
      }
      return walk.voids.length === 0
        ? good('Every name in the SPF record exists.', found)
        : good(`${walk.voids.length} of at most ${MAX_VOIDS} void look-ups (${names}).`, found);
    }),
};

function judgeRecord(
  domain: string,
  { dns }: AdviceFacts,
  judge: (walk: SpfWalk, found: string[]) => Finding,
): Finding {
  const outcome = seen(dns, domain, 'TXT');
  if (outcome.outcome === 'unknown') return notSeen(domain, outcome);
  const own = textsOf(outcome).filter(isSpf);
  if (own.length === 0) return skipped(`${toUnicode(domain)} has no SPF record.`);
  if (own.length > 1)
    return skipped(`${toUnicode(domain)} has several SPF records, so none of them counts.`, own);
  const walk = walkSpf(domain, dns);
  return judge(
    walk,
    walk.records.map(({ name, text }) => `${toUnicode(name)}: ${text}`),
  );
}

const whyNotCounted = (what: string): string =>
  what.includes('%')
    ? `"${what}" depends on each message (macro), so it cannot be counted from here`
    : `${toUnicode(what)} could not be looked up`;
