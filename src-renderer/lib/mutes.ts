import type { MuteView } from '../../src-shared/views/notifications.ts';

/** For how long a domain or a mailbox can be muted. */
export const MUTE_TIMES = [
  { hours: 1, label: '1 hour' },
  { hours: 8, label: '8 hours' },
  { hours: 24, label: '24 hours' },
  { hours: 7 * 24, label: '7 days' },
] as const;

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

export const inForce = (mutes: readonly MuteView[], now: number): MuteView[] =>
  mutes.filter(({ until }) => Date.parse(until) > now).sort((a, b) => a.until.localeCompare(b.until));

/** The mute in force of exactly this domain or mailbox. */
export const muteOf = (mutes: readonly MuteView[], subject: string, now: number): MuteView | undefined =>
  inForce(mutes, now).find((mute) => same(mute.subject, subject));
