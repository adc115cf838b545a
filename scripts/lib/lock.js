import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

function tryTake(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

/** A holder that was killed leaves its file behind: the lock is free when nobody of that number runs. */
function isStale(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    // Between creation and the number being written the file is empty for an instant.
    return pid ? !alive(pid) : Date.now() - statSync(file).mtimeMs > 5_000;
  } catch {
    return false;
  }
}

/** Removes a dead holder's file. The guard lets only one waiter judge at a time, else a second could remove the lock that a first has just taken. */
function clearStale(file) {
  const guard = `${file}.judging`;
  if (!tryTake(guard)) {
    if (isStale(guard)) rmSync(guard, { force: true });
    return;
  }
  if (isStale(file)) rmSync(file, { force: true });
  rmSync(guard, { force: true });
}

/** Runs `work` while no other set-up on this machine (same cache folder) runs. */
export async function withLock(file, log, work) {
  mkdirSync(dirname(file), { recursive: true });
  let told = false;
  while (!tryTake(file)) {
    clearStale(file);
    if (tryTake(file)) break;
    if (!told) log.note('another set-up is at work: waiting for it');
    told = true;
    await sleep(200);
  }
  // Ctrl-C ends the process without `finally`; the exit event still comes.
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}
