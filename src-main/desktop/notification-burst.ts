import type { Severity } from '../../src-shared/audit-actions.ts';

/** Ten alerts within a minute become one summary (spec: OS notifications). */
export const BURST_COUNT = 10;
export const BURST_MS = 60_000;
const TITLES_SHOWN = 3;

export interface BurstEntry {
  at: number;
  title: string;
  severity: Severity;
}

/** @returns the entries of the last minute; those from the future belong to a clock that was set back since. */
export const withinMinute = (entries: readonly BurstEntry[], now: number): BurstEntry[] =>
  entries.filter(({ at }) => at <= now && now - at < BURST_MS);

const WORDS: Record<Severity, readonly [string, string]> = {
  failure: ['failure', 'failures'],
  warning: ['warning', 'warnings'],
  success: ['recovery', 'recoveries'],
  info: ['message', 'messages'],
};

/** The one notification that stands for a burst: how many of what, and the latest by name. */
export function summaryOf(entries: readonly BurstEntry[]): {
  title: string;
  body: string;
  severity: Severity;
} {
  const counts = (Object.keys(WORDS) as Severity[]).flatMap((severity) => {
    const count = entries.filter((entry) => entry.severity === severity).length;
    return count === 0 ? [] : [{ severity, text: `${count} ${WORDS[severity][count === 1 ? 0 : 1]}` }];
  });
  const latest = entries.slice(-TITLES_SHOWN).reverse();
  return {
    title: `[MXroute Manager] ${entries.length} alerts within a minute`,
    body: [
      counts.map(({ text }) => text).join(', '),
      ...latest.map(({ title }) => withoutPrefix(title)),
    ].join('\n'),
    severity: counts[0]?.severity ?? 'info',
  };
}

const withoutPrefix = (title: string): string => title.replace(/^\[MXroute Manager\]\s*/, '');
