import { readdirSync, readFileSync } from 'node:fs';

/** Memory and processor time of a process and all that it started, from Linux's /proc. */
export const isMeasurable = process.platform === 'linux';

interface ProcessEntry {
  pid: number;
  parent: number;
}

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It ended meanwhile.
    return '';
  }
};

function everyProcess(): ProcessEntry[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      // The name in brackets may hold anything, brackets too.
      const [, parent] = /\) \S (\d+) /.exec(read(`/proc/${name}/stat`)) ?? [];
      return parent === undefined ? [] : [{ pid: Number(name), parent: Number(parent) }];
    });
}

function tree(pid: number): number[] {
  const all = everyProcess();
  const below = (parent: number): number[] =>
    all.filter((entry) => entry.parent === parent).flatMap((entry) => [entry.pid, ...below(entry.pid)]);
  return [pid, ...below(pid)];
}

const isWorker = (pid: number): boolean => read(`/proc/${pid}/cmdline`).includes('apprise_worker.py');

/** Proportional set size in bytes: shared pages count once, divided among those who share them. */
const pss = (pid: number): number =>
  Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) * 1_024;

/** Nanoseconds on a processor, all threads that live now. */
function processorTime(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/task`).reduce(
      (sum, thread) => sum + Number(read(`/proc/${pid}/task/${thread}/schedstat`).split(' ')[0] || 0),
      0,
    );
  } catch {
    return 0;
  }
}

/** The app's own processes, and its Apprise worker apart. */
export interface Share {
  app: number;
  worker: number;
}

function sum(pid: number, value: (pid: number) => number): Share {
  const share: Share = { app: 0, worker: 0 };
  for (const each of tree(pid)) share[isWorker(each) ? 'worker' : 'app'] += value(each);
  return share;
}

export const memoryOf = (pid: number): Share => sum(pid, pss);
/** In nanoseconds. */
export const processorTimeOf = (pid: number): Share => sum(pid, processorTime);
