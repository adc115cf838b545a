import { describe, expect, it } from 'vitest';
import { NO_SCAN, type ScanState, withProgress } from '../../../../src-renderer/lib/running-scans.ts';
import { isScanning } from '../../../../src-shared/running-scans.ts';
import type { ScanProgress } from '../../../../src-shared/views/scans.ts';

const told = (change: Partial<ScanProgress>): ScanProgress => ({
  id: 'scheduled',
  kind: 'watch',
  monitor: 'watch',
  done: 0,
  total: 10,
  current: null,
  secondLook: false,
  state: 'running',
  message: null,
  ...change,
});
const stateAfter = (...all: Partial<ScanProgress>[]): ScanState =>
  all.reduce<ScanState>((state, one) => withProgress(state, told(one)), NO_SCAN);

describe('the scans under way', () => {
  it('a long scan of one monitor keeps nobody from another', () => {
    const state = stateAfter({});
    expect(isScanning(state.running.values(), 'watch')).toBe(true);
    expect(isScanning(state.running.values(), 'dns')).toBe(false);
    expect(isScanning(state.running.values(), 'all')).toBe(false);
  });

  it('of two at a time the one that began last is shown, and does not take turns with the other', () => {
    const both = [{}, { id: 'mine', kind: 'dns', monitor: 'dns' }, { done: 5 }] as const;
    expect(stateAfter(...both).progress?.monitor).toBe('dns');
    const ended = stateAfter(...both, { id: 'mine', kind: 'dns', monitor: 'dns', state: 'done' });
    expect(ended.progress).toMatchObject({ monitor: 'watch', done: 5 });
    expect(isScanning(ended.running.values(), 'dns')).toBe(false);
  });

  it('the account’s storage goes with the mailboxes', () => {
    expect(isScanning(stateAfter({ kind: 'usage', monitor: 'quota' }).running.values(), 'usage')).toBe(true);
  });

  it('says how the last one ended', () => {
    expect(stateAfter({}, { state: 'failed', message: 'No answer.' })).toMatchObject({
      progress: { state: 'failed', message: 'No answer.' },
      running: new Map(),
    });
  });

  it('does not lose that one failed because another one went on', () => {
    const failed = [
      {},
      { monitor: 'dns' },
      { monitor: 'dns', state: 'failed', message: 'No answer.' },
    ] as const;
    expect(stateAfter(...failed).progress).toMatchObject({ monitor: 'watch', state: 'running' });
    expect(stateAfter(...failed, { state: 'done' }).progress).toMatchObject({
      monitor: 'dns',
      state: 'failed',
    });
    const again = [{ monitor: 'dns' }, { monitor: 'dns', state: 'done' }, { state: 'done' }] as const;
    expect(stateAfter(...failed, ...again).progress).toMatchObject({ state: 'done' });
    expect(stateAfter(...failed, { state: 'done' }, {}, { state: 'done' }).progress?.state).toBe('done');
  });
});
