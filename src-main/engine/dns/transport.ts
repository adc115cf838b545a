import type { UnknownReason } from './outcome.ts';
import type { Question, Reading } from './wire.ts';

/** What one question to one server over one transport came to; `foreign` answers were waited past. */
export type Reply = Exclude<Reading, { kind: 'foreign' }>;

export interface Endpoint {
  ip: string;
  port: number;
}

export interface Exchange {
  question: Question;
  /** EDNS is left out where a server or something on the way does not take it. */
  edns: boolean;
  timeoutMs: number;
  signal?: AbortSignal;
}

export const unknownReply = (reason: UnknownReason): Reply => ({ kind: 'unknown', reason });
