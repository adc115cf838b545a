/** The alarm table of spec/mailbox-usage.md, over everything that the app may hold for true. */
export type AlarmState = 'normal' | 'alarm';

/** What one reading asks for; `between`: it leaves the alarm as it is. */
export type Reading = 'high' | 'between' | 'low' | 'unlimited';

/** Recovery line R = max(50, T − 5), or T itself where that is lower. */
export const recoveryLine = (threshold: number): number => Math.min(threshold, Math.max(50, threshold - 5));

export function readingOf(value: number, limit: number, threshold: number): Reading {
  if (limit === 0) return 'unlimited';
  const percent = (value * 100) / limit;
  if (percent >= threshold) return 'high';
  return percent < recoveryLine(threshold) ? 'low' : 'between';
}

/** @returns the state without a word; undefined: somebody has to be told. */
export function silently(state: AlarmState, reading: Reading): AlarmState | undefined {
  if (reading === 'between') return state;
  const wanted = reading === 'high' ? 'alarm' : 'normal';
  return wanted === state ? state : undefined;
}
