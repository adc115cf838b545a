import { describe, expect, it } from 'vitest';
import { workerFacts } from '../../../../src-renderer/lib/worker-words.ts';
import type { WorkerHealth } from '../../../../src-shared/views/delivery-engine.ts';

const facts = (change: Partial<WorkerHealth>) =>
  workerFacts(
    { state: 'running', startedAt: null, restarts: 0, inFlight: 0, memoryMb: null, ...change },
    'en',
  );

describe('how the worker is doing', () => {
  it('is said of an idle one that never died, without a memory that nobody knows', () => {
    expect(facts({})).toEqual(['idle', 'never restarted']);
  });

  it('counts what it works on and how often it was started again', () => {
    expect(facts({ inFlight: 1, restarts: 1, memoryMb: 54.34 })).toEqual([
      'at work on 1 message',
      '54 MB of memory',
      'restarted 1 time',
    ]);
    expect(facts({ inFlight: 12, restarts: 3 })).toEqual(['at work on 12 messages', 'restarted 3 times']);
  });
});
