import type { MonitorView } from '../../../src-shared/views/scans.ts';
import { isBlind, type StateInput } from './state.ts';

export interface SummaryInput extends StateInput {
  now: number;
}

/** One sentence for the tray's tooltip: "2 unhealthy, 1 degraded, checked 5 min ago". Pure. */
export function summarize(input: SummaryInput): string {
  const { counts, alarmedTotal, quotas, online, configured } = input;
  if (!configured) return 'No account yet';
  const inGrace = quotas.filter(({ grace }) => grace !== null).length;
  const parts = [
    counts.unhealthy > 0 && `${counts.unhealthy} unhealthy`,
    counts.degraded > 0 && `${counts.degraded} degraded`,
    alarmedTotal > 0 && `${plural(alarmedTotal, 'mailbox', 'mailboxes')} in alarm`,
    inGrace > 0 && `${plural(inGrace, 'account', 'accounts')} over its storage`,
    quotas.length > inGrace && `${plural(quotas.length - inGrace, 'account', 'accounts')} nearly full`,
    counts.unknown > 0 && `${counts.unknown} cannot be checked`,
  ].filter((part): part is string => part !== false);
  const nothingWrong =
    counts.healthy > 0
      ? `all ${plural(counts.healthy, 'domain', 'domains')} healthy`
      : 'no domain checked yet';
  const state = parts.length > 0 ? parts.join(', ') : nothingWrong;
  return [state, online ? looked(input) : 'offline, checks wait'].filter(Boolean).join(', ');
}

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

function looked({ monitors, refused, now }: SummaryInput): string | false {
  if (refused) return 'the credentials are missing or refused';
  if (monitors.some(isBlind)) return 'the last check could not run';
  const last = lastLook(monitors);
  if (last === undefined) return false;
  const minutes = Math.floor((now - last) / 60_000);
  if (minutes < 1) return 'checked just now';
  if (minutes < 60) return `checked ${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `checked ${hours} h ago` : `checked ${Math.floor(hours / 24)} days ago`;
}

/** The sentence is about domains first: that mailboxes were read a minute ago says nothing about them. */
function lastLook(monitors: readonly MonitorView[]): number | undefined {
  const finished = (name: MonitorView['monitor']) => {
    const view = monitors.find(({ monitor, enabled }) => monitor === name && enabled);
    return view?.lastFinishedAt ? Date.parse(view.lastFinishedAt) : undefined;
  };
  return finished('dns') ?? finished('usage');
}
