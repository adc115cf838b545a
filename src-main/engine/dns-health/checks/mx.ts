import { comparableHost, recordName, toUnicode } from '../../dns/names.ts';
import type { LookupOutcome, MxRecord } from '../../dns/outcome.ts';
import { type CheckDefinition, seen } from '../check.ts';
import { checkResult, mailHostingOff, notObserved } from './result.ts';

/** Required: the primary host is published, and nobody else's stands before it or beside it. */
export const mx: CheckDefinition = {
  name: 'mx',
  counts: true,

  questions: ({ domain, mailHosting, mx: hosts }) =>
    mailHosting && hosts.length > 0 ? [{ name: recordName('@', domain), type: 'MX' }] : [],

  judge({ domain, mailHosting, mx: hosts }, observation, { acceptedMxHosts }) {
    if (!mailHosting) return mailHostingOff('mx', domain, domain);
    const wanted = [...hosts].sort((a, b) => a.priority - b.priority);
    const [primary] = wanted;
    if (!primary) return checkResult('mx', domain, 'skipped', `MXroute names no MX host for ${domain}.`);

    const expected = wanted.map(line);
    const outcome = seen(observation, recordName('@', domain), 'MX');
    if (outcome.outcome === 'unknown') return notObserved('mx', domain, outcome, expected);

    const published = recordsOf(outcome);
    const parts = { expected, found: published.map(line) };
    const result = (status: 'pass' | 'warn' | 'fail', message: string, notes: string[] = []) =>
      checkResult('mx', domain, status, message, { ...parts, notes });

    if (published.length === 0) {
      return result(
        'fail',
        `${domain} has no MX record, so it receives no mail: publish ${quoted(expected)}.`,
      );
    }
    if (published.some(({ host }) => host === '')) {
      return result(
        'fail',
        `${domain} says that it accepts no mail (null MX): replace the record by ${quoted(expected)}.`,
      );
    }

    const numberOf = (host: string) => {
      const numbers = published.filter((record) => same(record.host, host)).map(({ priority }) => priority);
      return numbers.length > 0 ? Math.min(...numbers) : undefined;
    };
    const primaryNumber = numberOf(primary.host);
    if (primaryNumber === undefined) {
      return result(
        'fail',
        `The MX record for ${toUnicode(primary.host)} is missing, so mail for ${domain} goes elsewhere: publish "${line(primary)}".`,
      );
    }

    const ours = [...wanted.map(({ host }) => host), ...acceptedMxHosts];
    const foreign = published.filter(({ host }) => !ours.some((known) => same(known, host)));
    const before = foreign.filter(({ priority }) => priority <= primaryNumber);
    const behind = foreign.filter(({ priority }) => priority > primaryNumber);
    const missing = wanted.filter(({ host }) => numberOf(host) === undefined);
    const notes = behind.map(
      (record) => `${shownHost(record)} is not MXroute’s; it is only asked after MXroute.`,
    );

    if (before.length > 0) {
      const names = before.map(shownHost).join(', ');
      const advice = 'remove it, give it a higher number, or list it under “Also accepted MX hosts”';
      return result(
        'warn',
        `Mail for ${domain} goes to ${names} before or beside MXroute: ${advice}.`,
        missing.length > 0 ? [...notes, `Also missing: ${quoted(missing.map(line))}.`] : notes,
      );
    }
    if (missing.length > 0) {
      return result(
        'warn',
        `The further MX record ${quoted(missing.map(line))} is missing: publish it too.`,
        notes,
      );
    }
    return result('pass', `Mail for ${domain} goes to MXroute.`, notes);
  },
};

const recordsOf = (outcome: LookupOutcome): MxRecord[] =>
  outcome.outcome === 'records'
    ? outcome.records
        .flatMap((record) => (record.type === 'MX' ? [record.value] : []))
        .sort((a, b) => a.priority - b.priority || a.host.localeCompare(b.host))
    : [];

const same = (a: string, b: string): boolean => comparableHost(a) === comparableHost(b);
const shownHost = ({ host }: MxRecord): string => toUnicode(host);
const line = ({ priority, host }: MxRecord): string => `${priority} ${host === '' ? '.' : toUnicode(host)}`;
const quoted = (lines: string[]): string => lines.map((text) => `"${text}"`).join(' and ');
