import { MONITOR_LABELS, MONITORS, type MonitorName } from '../../src-shared/monitors.ts';
import type { AttentionItem, Overview } from '../../src-shared/views/app.ts';
import type { ScanKind } from '../../src-shared/views/scans.ts';

/** One line of what needs a person. Monitors that cannot look for the same reason share one. */
export interface AttentionLine extends AttentionItem {
  key: string;
  /** Which monitors cannot look; empty for all else. */
  monitors: MonitorName[];
}

const monitorOf = ({ kind, subject }: AttentionItem): MonitorName[] =>
  kind === 'monitor' ? MONITORS.filter((name) => subject.startsWith(MONITOR_LABELS[name])) : [];

export function attentionLines(items: readonly AttentionItem[]): AttentionLine[] {
  const lines: AttentionLine[] = [];
  for (const item of items) {
    const monitors = monitorOf(item);
    const same =
      monitors.length > 0
        ? lines.find((line) => line.monitors.length > 0 && line.message === item.message)
        : undefined;
    if (same === undefined) {
      const key = `${item.kind} ${item.account ?? ''} ${item.subject} ${item.message}`;
      lines.push({ ...item, key, monitors });
    } else {
      same.monitors = [...same.monitors, ...monitors.filter((name) => !same.monitors.includes(name))];
      same.subject = listWords(same.monitors.map((name) => MONITOR_LABELS[name]));
    }
  }
  return lines;
}

/** "DNS health, Mailbox usage and Account watch". */
export const listWords = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** The scan that has these monitors look again. */
export function scanOf(monitors: readonly MonitorName[]): ScanKind {
  const kinds = new Set(monitors.map((name) => (name === 'quota' ? 'usage' : name)));
  const [only] = kinds;
  return kinds.size === 1 && only !== undefined ? only : 'all';
}

/** What the overview was not sent: it names the first 100 things only. */
export interface Unlisted {
  domains: number;
  mailboxes: number;
}

export function unlisted(overview: Overview): Unlisted {
  const { attention, attentionTotal, counts, alarmedTotal } = overview;
  const missing = Math.max(0, attentionTotal - attention.length);
  if (missing === 0) return { domains: 0, mailboxes: 0 };
  const listed = (kind: AttentionItem['kind']) => attention.filter((item) => item.kind === kind).length;
  return {
    domains: Math.min(missing, Math.max(0, counts.unhealthy + counts.degraded - listed('dns'))),
    mailboxes: Math.min(missing, Math.max(0, alarmedTotal - listed('mailbox'))),
  };
}
