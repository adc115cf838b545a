import type { Channel, SendOutcome } from '../../../src-main/engine/notifications/channel.ts';
import type { OsChannel } from '../../../src-main/engine/notifications/os-channel.ts';
import type { Draw } from './draw.ts';
import type { Line } from './line.ts';
import type { ReceiverFault } from './trouble.ts';

/** One who is told: what arrived, in the order in which it did. */
export interface Receiver {
  readonly name: string;
  /** Event ids; a digest brings several at once. */
  readonly arrived: { at: number; ids: readonly number[] }[];
}

export interface ReceiversOptions {
  draw: Draw;
  now: () => number;
  after: (ms: number, run: () => void) => void;
  tell: (text: string) => void;
  /** A message leaves. */
  began: () => void;
  fault: (receiver: string) => ReceiverFault | undefined;
}

const REFUSED: SendOutcome = { ok: false, permanent: false, reason: 'It is out of order.' };

/** This computer's notifications and one target. What they have taken they never forget, whatever becomes of the app. */
export class Receivers {
  readonly #options: ReceiversOptions;
  readonly all: Record<'os' | 'hook', Receiver> = {
    os: { name: 'os', arrived: [] },
    hook: { name: 'hook', arrived: [] },
  };

  constructor(options: ReceiversOptions) {
    this.#options = options;
  }

  osFor = (local: Line): OsChannel => ({
    send: async ({ eventId, eventIds }) => {
      const outcome = await this.#send(this.all.os, eventIds ?? [eventId], local);
      return outcome.ok ? { ok: true } : { ok: false, reason: outcome.reason };
    },
  });

  channelFor = (line: Line): Channel => ({
    id: 'hook',
    send: ({ event, events }) =>
      this.#send(
        this.all.hook,
        (events ?? (event ? [event] : [])).map(({ id }) => id),
        line,
      ),
  });

  #send(receiver: Receiver, ids: readonly number[], line: Line): Promise<SendOutcome> {
    const { draw, now, after, fault, tell, began } = this.#options;
    began();
    return line
      .exchange<SendOutcome>(undefined, (deliver) => {
        const slowly = fault(receiver.name) === 'slow' ? draw.between(2_000, 9_000) : 0;
        after(draw.between(10, 300) + slowly, () => {
          const wrong = fault(receiver.name);
          if (wrong === 'hangs') return;
          // What had left a process that was killed meanwhile may or may not have been on its way.
          if (line.dead && draw.chance(0.5)) return;
          if (wrong !== 'refuses') {
            receiver.arrived.push({ at: now(), ids });
            tell(`${receiver.name} takes event ${ids.join()}`);
          }
          // The answer waits for a computer that sleeps: it has arrived there before the connection was lost.
          const outcome: SendOutcome = wrong === 'refuses' ? REFUSED : { ok: true, ms: 1 };
          after(draw.between(10, 300), () => deliver(outcome, true));
        });
      })
      .catch((): SendOutcome => ({ ok: false, permanent: false, reason: 'There is no connection.' }));
  }
}
