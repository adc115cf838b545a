import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { hostNpm } from './npm.js';
import { capture, run, SetupError } from './run.js';

async function integrityOf(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

export function untar(archive, target) {
  mkdirSync(target, { recursive: true });
  const done = capture('tar', ['-xzf', archive, '-C', target], { timeout: 300_000 });
  if (done.status !== 0)
    throw new SetupError(`${basename(archive)} could not be unpacked: ${done.stderr.trim()}`);
}

/** Whatever a killed set-up left beside `target`; the set-up's lock is held, so nobody is at work there. */
export function removePartials(target) {
  mkdirSync(dirname(target), { recursive: true });
  for (const name of readdirSync(dirname(target)))
    if (name.startsWith(`${basename(target)}.partial-`))
      rmSync(join(dirname(target), name), { recursive: true, force: true });
}

/**
 * Fetches one npm package with the person's own npm settings, checks it against a pinned integrity, lets `prepare` work on the unpacked
 * folder, and only then gives it its final name: a folder under that name is always whole, whenever an earlier try was interrupted.
 * @param {{spec: string, integrity: string, target: string, log: object, prepare?: (dir: string) => string | Promise<string>}} options
 *   `prepare` returns the folder that becomes `target`.
 */
export async function fetchPackage({ spec, integrity, target, log, prepare = (dir) => dir }) {
  removePartials(target);
  const work = mkdtempSync(`${target}.partial-`);
  try {
    const [command, ...args] = hostNpm();
    await run(command, [...args, 'pack', spec, '--silent', '--pack-destination', work], {
      cwd: work,
      log,
      label: `fetching ${spec}`,
    });
    const archive = readdirSync(work).find((name) => name.endsWith('.tgz'));
    if (!archive) throw new SetupError(`npm gave no file for ${spec}`);
    const got = await integrityOf(join(work, archive));
    if (got !== integrity)
      throw new SetupError(`${spec} is not what was pinned: expected ${integrity}, got ${got}`);
    untar(join(work, archive), work);
    const ready = await prepare(join(work, 'package'));
    rmSync(target, { recursive: true, force: true });
    renameSync(ready, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
