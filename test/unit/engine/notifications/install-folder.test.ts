import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  claimWorkFolder,
  isBeingMade,
  recoverEnvironment,
  releaseWorkFolder,
  removeLeftovers,
  swapIn,
} from '../../../../src-main/engine/notifications/apprise/install-folder.ts';
import { tempFolder } from '../../../support/temp-db.ts';

/** No process has it: above every system's largest. */
const DEAD = 999_999_999;
let folder: string;
let env: string;
beforeEach(() => {
  folder = tempFolder();
  env = join(folder, 'apprise-env');
});

const make = (path: string, content: string): string => {
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'which'), content);
  return path;
};
const which = () => readFileSync(join(env, 'which'), 'utf8');
const owned = (pid: number, minutesAgo = 0) => {
  mkdirSync(`${env}.new`);
  writeFileSync(join(`${env}.new`, 'owner'), String(pid));
  const at = Date.now() / 1000 - minutesAgo * 60;
  utimesSync(`${env}.new`, at, at);
};

describe('one installation at a time', () => {
  it.each([
    ['a living process is at it', process.ppid, 1, true],
    ['its process is dead', DEAD, 1, false],
    ['it is this process’s own, of before a restart with the same id', process.pid, 1, false],
    ['a living process has its id, but no installation takes that long', process.ppid, 31, false],
  ])('%s', async (_name, pid, minutesAgo, busy) => {
    owned(pid, minutesAgo);
    expect(isBeingMade(env)).toBe(busy);
    expect((await claimWorkFolder(env)) === undefined).toBe(busy);
  });

  it('nothing is left when it is given back', async () => {
    const work = await claimWorkFolder(env);
    make(work?.environment ?? '', 'new');
    await releaseWorkFolder(env);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('taking the place of the one of before', () => {
  it('can be taken back', async () => {
    make(env, 'old');
    const back = await swapIn(env, make(join(folder, 'made'), 'new'));
    expect(which()).toBe('new');
    await back();
    expect(which()).toBe('old');
  });

  it('what cannot be put in place leaves the one of before', async () => {
    make(env, 'old');
    await expect(swapIn(env, join(folder, 'nowhere'))).rejects.toThrow();
    expect(which()).toBe('old');
  });
});

describe('after a process was killed', () => {
  it('between the two renames: the environment of before comes back', async () => {
    make(`${env}.old`, 'old');
    owned(DEAD);
    recoverEnvironment(env);
    await removeLeftovers(env);
    expect(which()).toBe('old');
    expect(readdirSync(folder)).toEqual(['apprise-env']);
  });

  it('after both: the new one stays', async () => {
    make(env, 'new');
    make(`${env}.old`, 'old');
    recoverEnvironment(env);
    await removeLeftovers(env);
    expect(which()).toBe('new');
    expect(existsSync(`${env}.old`)).toBe(false);
  });

  it('another process that is at it is left alone', async () => {
    make(`${env}.old`, 'old');
    owned(process.ppid);
    recoverEnvironment(env);
    await removeLeftovers(env);
    expect(readdirSync(folder).sort()).toEqual(['apprise-env.new', 'apprise-env.old']);
  });
});
