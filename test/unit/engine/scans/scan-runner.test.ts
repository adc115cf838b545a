import { describe, expect, it } from 'vitest';
import type { MonitorRun, ScanOptions } from '../../../../src-main/engine/monitor.ts';
import {
  type FinishedScan,
  type ScanJob,
  ScanRunner,
} from '../../../../src-main/engine/scans/scan-runner.ts';
import type { ScanProgress } from '../../../../src-shared/views/scans.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

const DNS: ScanJob = { accountId: 'a', monitor: 'dns' };
const USAGE: ScanJob = { accountId: 'a', monitor: 'usage' };
const ok = (job: ScanJob): MonitorRun => ({
  monitor: job.monitor,
  ok: true,
  cancelled: false,
  message: 'fine',
  durationMs: 1,
  requests: 1,
  events: [],
});

function setUp(execute?: (job: ScanJob, options: ScanOptions) => Promise<MonitorRun>) {
  const started: ScanJob[] = [];
  const finished: FinishedScan[] = [];
  const progress: ScanProgress[] = [];
  const endings: (() => void)[] = [];
  const runner = new ScanRunner({
    clock: new FakeClock(),
    explain: (error) => ({ code: 'broken', message: (error as Error).message }),
    execute: (job, options) => {
      started.push(job);
      if (execute) return execute(job, options);
      return new Promise((resolve) => endings.push(() => resolve(ok(job))));
    },
    finished: (scan) => finished.push(scan),
    progress: (one) => progress.push(one),
  });
  return { runner, started, finished, progress, endings };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('the one path of every scan', () => {
  it('a second "Scan now" joins the one under way: one run, one outcome, the same answer', async () => {
    const { runner, started, finished, endings } = setUp();
    const first = runner.start({ kind: 'dns', jobs: [DNS], priority: 'dns' });
    const second = runner.start({ kind: 'dns', jobs: [DNS], priority: 'interactive' });
    await turn();
    expect(runner.isRunning(DNS)).toBe(true);
    endings[0]?.();
    expect(await second.runs).toEqual(await first.runs);
    expect(started).toHaveLength(1);
    expect(finished).toHaveLength(1);
    expect(runner.isRunning(DNS)).toBe(false);
  });

  it('a recheck waits for the scan under way, runs on its own, and does not move the schedule', async () => {
    const { runner, started, finished, endings } = setUp();
    runner.start({ kind: 'dns', jobs: [DNS], priority: 'dns' });
    const recheck = runner.start({ kind: 'dns', jobs: [DNS], priority: 'interactive', only: ['a.example'] });
    await turn();
    expect(started).toHaveLength(1);
    endings[0]?.();
    await turn();
    await turn();
    expect(started).toHaveLength(2);
    endings[1]?.();
    expect(await recheck.runs).toHaveLength(1);
    expect(finished).toHaveLength(1);
  });

  it('"Everything" runs one monitor after the other, and one that fails stops no other', async () => {
    const { runner, finished, progress } = setUp(async (job) => {
      if (job === DNS) throw new Error('The resolver exploded.');
      return ok(job);
    });
    const runs = await runner.start({ kind: 'all', jobs: [DNS, USAGE], priority: 'interactive' }).runs;
    expect(runs.map((run) => [run.monitor, run.ok, run.message])).toEqual([
      ['dns', false, 'The resolver exploded.'],
      ['usage', true, 'fine'],
    ]);
    expect(finished.map(({ run }) => run.errorCode)).toEqual(['broken', undefined]);
    expect(progress.filter(({ state }) => state !== 'running').map(({ state }) => state)).toEqual([
      'failed',
      'done',
    ]);
  });

  it('an outcome that cannot be stored (a full disk) becomes a failed run, not a crash', async () => {
    const runner = new ScanRunner({
      clock: new FakeClock(),
      explain: () => ({ code: 'SQLITE_FULL', message: 'The disk is full.' }),
      execute: async (job) => ok(job),
      finished: () => {
        throw new Error('SQLITE_FULL');
      },
      progress: () => undefined,
    });
    const [run] = await runner.start({ kind: 'dns', jobs: [DNS], priority: 'dns' }).runs;
    expect(run).toMatchObject({ ok: false, message: 'The disk is full.' });
  });

  it('cancelling reaches the monitor, and the progress says so', async () => {
    const { runner, progress } = setUp(
      (job, { signal }) =>
        new Promise((resolve) =>
          signal?.addEventListener('abort', () => resolve({ ...ok(job), ok: false, cancelled: true })),
        ),
    );
    const scan = runner.start({ kind: 'dns', jobs: [DNS], priority: 'interactive' });
    await turn();
    expect(runner.underWay()).toMatchObject([{ state: 'running' }]);
    runner.cancelAll();
    await scan.runs;
    expect(progress.at(-1)?.state).toBe('cancelled');
    expect(runner.underWay()).toEqual([]);
  });

  it('of two at a time each tells its own progress, and the one that ends leaves the other', async () => {
    const steps = new Map<string, ScanOptions['onProgress']>();
    const endings = new Map<string, () => void>();
    const { runner, progress } = setUp((job, { onProgress }) => {
      steps.set(job.monitor, onProgress);
      return new Promise((resolve) => endings.set(job.monitor, () => resolve(ok(job))));
    });
    const dns = runner.start({ kind: 'dns', jobs: [DNS], priority: 'dns' });
    const usage = runner.start({ kind: 'usage', jobs: [USAGE], priority: 'usage' });
    await turn();
    steps.get('dns')?.(500, 500, null);
    steps.get('usage')?.(3, 7, null);
    expect(runner.underWay().map(({ monitor, done }) => `${monitor} ${done}`)).toEqual([
      'dns 500',
      'usage 3',
    ]);
    endings.get('dns')?.();
    await dns.runs;
    expect(progress.at(-1)).toMatchObject({ monitor: 'dns', state: 'done', done: 500, total: 500 });
    expect(runner.underWay()).toMatchObject([{ monitor: 'usage', done: 3, total: 7 }]);
    endings.get('usage')?.();
    await usage.runs;
    expect(runner.underWay()).toEqual([]);
  });

  it('a wait for a second look is announced, and over with the next step', async () => {
    const { runner, progress } = setUp(async (job, { onProgress, onSecondLook }) => {
      onProgress?.(7, 7, 'g.example');
      onSecondLook?.();
      expect(runner.underWay()).toMatchObject([{ done: 7, current: null, secondLook: true }]);
      onProgress?.(0, 2, null);
      expect(runner.underWay()).toMatchObject([{ done: 0, secondLook: false }]);
      onSecondLook?.();
      return ok(job);
    });
    await runner.start({ kind: 'watch', jobs: [USAGE], priority: 'watch' }).runs;
    expect(progress.filter(({ secondLook }) => secondLook)).toHaveLength(2);
    expect(progress.at(-1)).toMatchObject({ state: 'done', secondLook: false });
  });

  it('progress is announced at most ten times a second, the last step always', async () => {
    const { runner, progress } = setUp(async (job, { onProgress }) => {
      for (let done = 1; done <= 1000; done++) onProgress?.(done, 1000, `d${done}.example`);
      return ok(job);
    });
    await runner.start({ kind: 'dns', jobs: [DNS], priority: 'dns' }).runs;
    expect(progress.length).toBeLessThan(6);
    expect(progress.at(-1)).toMatchObject({ done: 1000, total: 1000, state: 'done' });
  });
});
