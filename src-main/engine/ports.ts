import type { LookupOutcome, RecordType } from './dns/outcome.ts';

/**
 * What the engine needs from the world, handed in by the composition root. Each port is narrow and has a real
 * implementation in the engine or the shell; tests replace one only where the real thing cannot exist on the machine.
 */
export interface Ports {
  clock: Clock;
  random: Random;
  keychain: Keychain;
  network: NetworkStatus;
  log: Logger;
}

export interface Timer {
  cancel(): void;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs once after `ms`; does not keep the process alive on its own. */
  after(ms: number, run: () => void): Timer;
}

export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
}

export type KeychainState = { usable: true } | { usable: false; reason: string };

/** Secrets of this app in the OS keychain; `name` is e.g. `account:default` or `target:ab12`. */
export interface Keychain {
  /** Asks the keychain once; never prompts by itself more than the platform does. */
  state(): Promise<KeychainState>;
  get(name: string): Promise<string | undefined>;
  set(name: string, secret: string): Promise<void>;
  delete(name: string): Promise<void>;
}

/** Offline is a state, not a failure: scans wait. */
export interface NetworkStatus {
  online(): boolean;
  /** @returns a function that stops listening. */
  onChange(listener: (online: boolean) => void): () => void;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Structured lines through the redacting writer: the only writer there is. */
export interface Logger {
  log(level: LogLevel, message: string, fields?: Record<string, unknown>): void;
}

/** One question to public DNS; never throws, retries an unknown once on another resolver by itself. */
export interface Resolver {
  lookup(name: string, type: RecordType, options?: LookupOptions): Promise<LookupOutcome>;
  /** Lookups sent since creation, retries included. */
  readonly sent: number;
}

export interface LookupOptions {
  /** Resolver to avoid where there is another one: used to confirm a failing verdict elsewhere. */
  avoid?: string;
  signal?: AbortSignal;
}
