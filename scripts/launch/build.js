import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../lib/lock.js';
import { root, sha256 } from '../lib/paths.js';
import { run } from '../lib/run.js';

const inputs = [
  'src-main',
  'src-renderer',
  'src-shared',
  'assets',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];
const stamp = join(root, 'out/.built-from');

function* files(path) {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (entry?.isDirectory()) for (const name of readdirSync(path).sort()) yield* files(join(path, name));
  else if (entry) yield `${path} ${entry.size} ${entry.mtimeMs}`;
}

/** Names, sizes and times tell about deleted and older files too, which "newer than the output" would not. */
const fingerprint = () => sha256(inputs.flatMap((name) => [...files(join(root, name))]).join('\n'));

const isCurrent = (print) => existsSync(stamp) && readFileSync(stamp, 'utf8') === print;

/** Builds main, preload and window into out/, unless that was made from these very sources. */
export async function build({ node, env, log }) {
  if (isCurrent(fingerprint())) return;
  await withLock(join(root, 'node_modules/.mxm-build.lock'), log, async () => {
    const print = fingerprint();
    if (isCurrent(print)) return;
    log.step('Build', 'the sources are newer than out/');
    const started = Date.now();
    const script = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
    await run(node, [script, 'build'], { cwd: root, env, log, label: 'electron-vite build' });
    writeFileSync(`${stamp}.tmp`, print);
    renameSync(`${stamp}.tmp`, stamp);
    log.note(`built in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  });
}
