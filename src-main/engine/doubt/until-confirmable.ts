import { pause } from '../pause.ts';
import type { Clock } from '../ports.ts';

/** A timer may be a little ahead of the clock. */
const SLACK_MS = 1_000;

/**
 * Waits until a second answer can confirm one that is doubted.
 * @param since when the doubted one was given, milliseconds since the epoch.
 * @param apartMs how much later the second one must come.
 * @returns false: aborted.
 */
export async function untilConfirmable(
  clock: Clock,
  since: number,
  apartMs: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (signal?.aborted) return false;
  const left = Math.min(apartMs, since + apartMs - clock.now());
  if (left <= 0) return true;
  return pause(clock, left + SLACK_MS, signal);
}
