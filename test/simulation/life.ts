import type { Engine } from '../../src-main/engine/engine.ts';
import { ProcessClock } from './time/process-clock.ts';
import { settle } from './time/settle.ts';
import { Line } from './world/line.ts';

/** Idle computers bundle their timers. */
const LATENESS_MS = 110_000;

export interface LifeOptions {
  /** The world's time, and how wrong the computer's clock is. */
  trueNow: () => number;
  offset: () => number;
  after: (ms: number, run: () => void) => void;
  /** Why nothing gets through to the outside; undefined where it does. */
  down: () => Error | undefined;
  /** Copies what is on the disk in this instant, also in the middle of a transaction. @returns where to. */
  keepRemains: () => string;
}

/** One run of the app, from its start to its end, whatever that is. */
export class Life {
  readonly clock: ProcessClock;
  /** To the outside, and to the desktop. */
  readonly wire: Line;
  readonly local: Line;
  engine: Engine | undefined;
  /** Where its files are as they were at the instant of its death; undefined while it lives. */
  remains: string | undefined;
  readonly #keepRemains: () => string;
  #touchesLeft = Number.POSITIVE_INFINITY;
  #stepsLeft = Number.POSITIVE_INFINITY;
  #wasStoring = false;

  constructor({ trueNow, offset, after, down, keepRemains }: LifeOptions) {
    this.#keepRemains = keepRemains;
    const { touch } = this;
    const lateness = (ms: number) => (ms >= 30_000 ? LATENESS_MS : 0);
    this.clock = new ProcessClock({ trueNow, offset, touch, lateness });
    this.wire = new Line({ touch, after, down });
    this.local = new Line({ touch, after, down: () => undefined });
  }

  /** The app has just done something: it may have been the last thing. */
  touch = (): void => {
    if (this.remains) return;
    const isStoring = this.engine?.parts.db.inTransaction === true;
    if (isStoring || this.#wasStoring) this.#stepsLeft--;
    this.#wasStoring = isStoring;
    if (--this.#touchesLeft <= 0 || this.#stepsLeft <= 0) this.kill();
  };

  /** SIGKILL after so many things that it still gets done. */
  killSoon(touches: number): void {
    this.#touchesLeft = Math.max(1, Math.round(touches));
  }

  /** SIGKILL in the middle of storing something, or before anything else is done. */
  killStoring(steps: number): void {
    this.#stepsLeft = Math.max(1, Math.round(steps));
  }

  /** SIGKILL in this instant. */
  kill(): void {
    if (this.remains) return;
    this.remains = this.#keepRemains();
    this.wire.die();
    this.local.die();
  }

  /** What a dead process does from then on is done to nobody; it only has to give back its files. */
  async bury(): Promise<void> {
    const { engine, clock } = this;
    this.wire.die();
    this.local.die();
    clock.outlive();
    if (!engine) return;
    let isOver = false;
    const over = () => {
      isOver = true;
    };
    engine.stop(0).then(over, over);
    for (let turn = 0; turn < 5_000 && !isOver; turn++) {
      await settle();
      if (!isOver) clock.hurry();
    }
    if (!isOver) throw new Error('A killed app could not be cleared away.');
  }
}
