import type { Engine } from '../engine/engine.ts';
import type { Output } from './output.ts';

export interface Context {
  /** Opens the engine on first use, so that bad usage touches nothing. */
  engine(shell: 'reader' | 'headless'): Promise<Engine>;
  out: Output;
  /** Data folder, from MXM_DATA_DIR or the platform's place. */
  dataDir: string;
  /** Aborted by the first SIGINT or SIGTERM. */
  signal: AbortSignal;
  stdin: NodeJS.ReadableStream;
}

/** @returns the exit status. @throws UsageError for bad usage; anything else is explained by the caller. */
export type Command = (args: string[], context: Context) => Promise<number>;

/** What a command reports as a failed result: exit status 3 unless it says otherwise. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly exitStatus: number;
  constructor(message: string, exitStatus = 3) {
    super(message);
    this.exitStatus = exitStatus;
  }
}
