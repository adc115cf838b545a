import { delimiter } from 'node:path';
import { root } from '../lib/paths.js';

/** What every process that we start sees: toolchain Node first, and what set-up found. */
export function environmentFor(setUp) {
  const env = { ...process.env, ...setUp.env, MXM_PROJECT_ROOT: root };
  const path = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  // The private Apprise last: the app looks on PATH, and nothing else of that environment is to be found before the person's own.
  env[path] = [setUp.found.node.bin, env[path], setUp.found.apprise?.bin].filter(Boolean).join(delimiter);
  // Set in the terminals of editors that are Electron apps themselves; it would turn our app into a plain Node.
  delete env.ELECTRON_RUN_AS_NODE;
  if (!setUp.found.electron?.standIn) delete env.MXM_SQLITE_BINDING;
  if (setUp.found.electron) {
    env.MXM_ELECTRON = setUp.found.electron.executable;
    env.MXM_ELECTRON_ARGS = chromiumArgs().join(' ');
  }
  return env;
}

/** Chromium refuses its sandbox to root, and CI's containers have neither a GPU nor user namespaces; a person's session keeps both. */
export function chromiumArgs() {
  const unconfined = process.platform === 'linux' && (process.getuid?.() === 0 || Boolean(process.env.CI));
  return unconfined ? ['--no-sandbox', '--disable-gpu'] : [];
}
