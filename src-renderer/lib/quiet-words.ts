/** The span of the quiet hours as a sentence; empty while a time is incomplete. */

const DAY_MINUTES = 24 * 60;

const minutesOf = (time: string): number | undefined => {
  const [, hours, minutes] = /^(\d{2}):(\d{2})$/.exec(time) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
};

export function quietWords(from: string, to: string): string {
  const start = minutesOf(from);
  const end = minutesOf(to);
  if (start === undefined || end === undefined || start === end) return '';
  const length = (end - start + DAY_MINUTES) % DAY_MINUTES;
  const hours = Math.floor(length / 60);
  const parts = [hours > 0 && `${hours} h`, length % 60 > 0 && `${length % 60} min`].filter(Boolean);
  return `${parts.join(' ')} every day${end < start ? ', past midnight' : ''}, by this computer’s clock.`;
}
