import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Where an installation is made, beside its final place: `<env>.new` with the maker's process id, the environment
 * itself and the programs' temporary files. The folder is the lock as well. `<env>.old` holds the one that is being
 * replaced, for the moment between two renames.
 */
export interface WorkFolder {
  environment: string;
  temp: string;
}

const WINDOWS = process.platform === 'win32';
/** No installation takes as long: the process id is another program's by now. */
const FORGOTTEN_AFTER_MS = 30 * 60_000;
/** Between making the folder and writing the owner into it. */
const OWNER_DUE_MS = 10_000;

const workOf = (env: string): string => `${env}.new`;
const oldOf = (env: string): string => `${env}.old`;

export const pythonIn = (env: string): string =>
  WINDOWS ? join(env, 'Scripts', 'python.exe') : join(env, 'bin', 'python3');

/** Another living process is installing here. */
export function isBeingMade(env: string): boolean {
  const work = workOf(env);
  try {
    const age = Date.now() - statSync(work).mtimeMs;
    if (age > FORGOTTEN_AFTER_MS) return false;
    const owner = Number(readOrNothing(join(work, 'owner')));
    if (owner === 0) return age < OWNER_DUE_MS;
    return owner !== process.pid && isAlive(owner);
  } catch {
    return false;
  }
}

/** @returns undefined where another process is at it. */
export async function claimWorkFolder(env: string): Promise<WorkFolder | undefined> {
  if (isBeingMade(env)) return undefined;
  const work = workOf(env);
  await removeTree(work);
  try {
    mkdirSync(work, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  }
  writeFileSync(join(work, 'owner'), String(process.pid));
  const temp = join(work, 'temp');
  mkdirSync(temp);
  return { environment: join(work, 'env'), temp };
}

export const releaseWorkFolder = (env: string): Promise<void> => removeTree(workOf(env));

/**
 * The scripts in an environment name the folder that it was made in, and it is moved: only Python itself, which
 * looks where it lies, is kept beside the packages.
 */
export async function dropScripts(environment: string): Promise<void> {
  const scripts = join(environment, WINDOWS ? 'Scripts' : 'bin');
  for (const name of await readdir(scripts)) {
    if (!/^(python|pypy|vcruntime)[\w.]*$/i.test(name) && !/\.(dll|pyd)$/i.test(name))
      await rm(join(scripts, name), { recursive: true, force: true });
  }
}

/** Puts the new environment in place. @returns how to put the one of before back. */
export async function swapIn(env: string, made: string): Promise<() => Promise<void>> {
  const old = oldOf(env);
  await removeTree(old);
  const replaces = existsSync(env);
  if (replaces) await patiently(() => rename(env, old));
  const back = async () => {
    await removeTree(env);
    if (replaces) await patiently(() => rename(old, env));
  };
  try {
    await patiently(() => rename(made, env));
  } catch (error) {
    await back();
    throw error;
  }
  return back;
}

export const dropOld = (env: string): Promise<void> => removeTree(oldOf(env));

/** After a process was killed between the two renames: the environment of before comes back. */
export function recoverEnvironment(env: string): void {
  if (isBeingMade(env) || existsSync(env) || !existsSync(oldOf(env))) return;
  renameSync(oldOf(env), env);
}

/** What a killed process left behind. */
export async function removeLeftovers(env: string): Promise<void> {
  if (isBeingMade(env)) return;
  for (const path of [workOf(env), oldOf(env)]) if (existsSync(path)) await removeTree(path);
}

const removeTree = (path: string): Promise<void> =>
  rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });

/** Windows lets go of a program's files only a moment after the program ended. */
async function patiently(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (attempt === 10 || !['EBUSY', 'EPERM', 'EACCES'].includes(code)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
