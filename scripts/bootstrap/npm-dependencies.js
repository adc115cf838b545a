import { lstatSync, mkdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root, tryReadJson } from '../lib/paths.js';
import { run, SetupError } from '../lib/run.js';

const libc = () => {
  if (process.platform !== 'linux') return undefined;
  process.report.excludeNetwork = true;
  return process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl';
};

/** Packages for other systems are left out by npm; one for this system that is missing is a broken installation. */
const isForHere = (entry) =>
  Boolean(entry.os || entry.cpu) &&
  (!entry.os || entry.os.includes(process.platform)) &&
  (!entry.cpu || entry.cpu.includes(process.arch)) &&
  (!entry.libc || entry.libc.includes(libc()));

/**
 * What differs from the lock file, or null when that cannot be told. npm writes node_modules/.package-lock.json last, so comparing the
 * two tells both "complete" and "of these versions", also after somebody ran npm by hand.
 */
function differences() {
  const wanted = tryReadJson(join(root, 'package-lock.json'))?.packages;
  const present = tryReadJson(join(root, 'node_modules/.package-lock.json'))?.packages;
  if (!wanted || !present) return null;
  return Object.entries(wanted).flatMap(([path, entry]) => {
    if (path === '') return [];
    const there = present[path];
    const fine = there
      ? there.version === entry.version && there.integrity === entry.integrity
      : entry.optional && !isForHere(entry);
    return fine ? [] : [path];
  });
}

/** `npm run build` and the like find the toolchain's Node too: npm puts node_modules/.bin first on PATH. */
function linkNode(node) {
  if (process.platform === 'win32') return;
  const place = join(root, 'node_modules/.bin/node');
  const there = lstatSync(place, { throwIfNoEntry: false });
  if (there?.isSymbolicLink() && readlinkSync(place) === node) return;
  rmSync(place, { force: true });
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
  symlinkSync(node, place);
}

function find(ctx) {
  if (differences()?.length !== 0) return null;
  linkNode(ctx.found.node.node);
  return { what: 'as in package-lock.json' };
}

export const npmDependencies = {
  key: 'npm',
  name: 'npm packages',
  why: 'installing what package-lock.json lists, without running the packages’ own scripts',
  find,
  async make(ctx) {
    const { npm, bin } = ctx.found.node;
    const [command, ...args] = npm;
    // No package's own script runs: what a few of them would fetch is set up, pinned and verified, by steps of ours.
    await run(command, [...args, 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: root,
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
      log: ctx.log,
      label: 'npm ci',
    });
    const left = differences();
    if (left?.length !== 0)
      throw new SetupError(`npm ci did not install everything: ${left?.join(', ') ?? 'nothing is there'}`);
  },
};
