import { AUDIT_ACTION_NAMES, AUDIT_ACTIONS, type AuditAction } from '../../../src-shared/audit-actions.ts';
import type { Budget } from '../storage/id-source.ts';
import type { SearchIndex } from './search-index.ts';
import { fold } from './search-text.ts';

/** A text that is searched for, with where it stands. */
export interface Needle {
  /** Folded, not empty. */
  text: string;
  /** Actions whose label contains it, as this version words them. */
  labels: ReadonlySet<AuditAction>;
  /** Ids of the terms that contain it. */
  terms: readonly number[];
  /** In how many events these are, roughly. */
  events: number;
}

interface Known extends Needle {
  terms: number[];
  /** Terms up to this id have been looked at. */
  through: number;
}

const LABELS = AUDIT_ACTION_NAMES.map((action) => ({ action, label: fold(AUDIT_ACTIONS[action].label) }));
/** Some milliseconds of work. */
const AT_ONCE = 5_000;
/** A person who types leaves a trail of them. */
const REMEMBERED = 8;

/**
 * Finds the terms that contain a text, and remembers them for the next page. Terms are only ever added with higher
 * ids, so one that is known is brought up to date by looking at the new ones.
 */
export function createNeedles(index: SearchIndex) {
  const remembered = new Map<string, Known>();

  const recall = (text: string): Known => {
    const known = remembered.get(text) ?? {
      text,
      labels: new Set(LABELS.flatMap(({ action, label }) => (label.includes(text) ? [action] : []))),
      terms: [],
      events: 0,
      through: 0,
    };
    // The youngest last.
    remembered.delete(text);
    remembered.set(text, known);
    for (const oldest of remembered.keys()) if (remembered.size > REMEMBERED) remembered.delete(oldest);
    return known;
  };

  /** @param text folded. @returns undefined where there is not enough time: asking again goes on. */
  return (text: string, budget: Budget): Needle | undefined => {
    const known = recall(text);
    for (const last = index.lastTerm(); known.through < last; ) {
      if (known.through > 0 && budget.isSpent) return undefined;
      const through = known.through + AT_ONCE;
      for (const { id, events } of index.termsWith(text, known.through, through)) {
        known.terms.push(id);
        known.events += events;
      }
      known.through = Math.min(through, last);
    }
    return known;
  };
}
