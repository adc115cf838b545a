import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout that these scripts belong to. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Runtimes are large and the same for every checkout, so they live in the person's cache, not in the tree. */
export function cacheDir() {
  if (process.env.MXM_RUNTIME_CACHE) return resolve(process.env.MXM_RUNTIME_CACHE);
  const base =
    process.env.XDG_CACHE_HOME ||
    (process.platform === 'win32' && process.env.LOCALAPPDATA) ||
    (process.platform === 'darwin' ? join(homedir(), 'Library/Caches') : join(homedir(), '.cache'));
  return join(base, 'mxroute-manager');
}

/** `linux-x64`, `darwin-arm64`, `win32-x64` … */
export const platform = `${process.platform}-${process.arch}`;

export const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** The parsed file, or null when it is missing or half written. */
export function tryReadJson(file) {
  try {
    return readJson(file);
  } catch {
    return null;
  }
}

/** Version of an installed dependency, or null. */
export const installedVersion = (name) =>
  tryReadJson(join(root, 'node_modules', name, 'package.json'))?.version ?? null;

export const sha256 = (data) => createHash('sha256').update(data).digest('hex');

const extensions = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];

/** Full path of a command on `path`, or null. */
export function which(command, path = process.env.PATH) {
  if (isAbsolute(command)) return existsSync(command) ? command : null;
  for (const dir of (path ?? '').split(delimiter).filter(Boolean)) {
    for (const extension of extensions) {
      const file = join(dir, command + extension);
      if (existsSync(file)) return file;
    }
  }
  return null;
}
