import { doubtedLists, heldDomains } from '../doubt/wording.ts';
import type { Scan } from './scan.ts';
import type { Outcome } from './store.ts';

const NAMED_DOMAINS = 3;

/** What a run has to say, in a few sentences: "12 domains looked at, 2 changes. 1 domain could not be read: …". */
export function summarize(scan: Scan, { baseline, changes, doubted, held }: Outcome): string {
  const looked = count(scan.looked, 'domain', 'domains');
  const news = changes.length === 0 ? 'nothing changed' : count(changes.length, 'change', 'changes');
  return [
    baseline ? `First look at ${looked}: changes are told from now on.` : `${looked} looked at, ${news}.`,
    scan.domains?.items.size === 0 && held > 0 ? NO_DOMAINS : heldDomains(held),
    doubtedLists(doubted.length),
    unreadable(scan),
  ]
    .filter(Boolean)
    .join(' ');
}

const NO_DOMAINS =
  'MXroute listed no domains at all, though there were some before: believed when it says so again.';

function unreadable({ failed }: Scan): string {
  const [first] = failed.values();
  if (!first) return '';
  const domains = [...failed.keys()].filter((domain) => domain !== '').sort();
  const names = domains.slice(0, NAMED_DOMAINS).join(', ');
  const more = domains.length > NAMED_DOMAINS ? ` and ${domains.length - NAMED_DOMAINS} more` : '';
  const lists = failed.has('') ? "the account's spam lists" : '';
  const which = domains.length > 0 ? `${count(domains.length, 'domain', 'domains')} (${names}${more})` : '';
  const what = [which, lists].filter(Boolean).join(' and ');
  return `Not all of ${what} could be read, and what could not is as it was: ${first.message}`;
}

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;
