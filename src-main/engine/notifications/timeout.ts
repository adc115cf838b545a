import type { Clock } from '../ports.ts';
import { NOT_HANDED_OVER, type SendOutcome } from './channel.ts';

/** The outcome, or `late` after `ms`; a channel that throws has failed, not crashed the lane. */
export function withTimeout(
  clock: Clock,
  ms: number,
  sending: Promise<SendOutcome>,
  late: SendOutcome,
): Promise<SendOutcome> {
  return new Promise((resolve) => {
    // After a stall or a sleep timers fire before anything is read: an answer that has arrived by then still counts, or
    // the message would go twice.
    const timer = clock.after(ms, () => setImmediate(() => resolve(late)));
    const end = (outcome: SendOutcome) => {
      timer.cancel();
      resolve(outcome);
    };
    sending.then(end, () => end(NOT_HANDED_OVER));
  });
}
