import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { which } from '../lib/paths.js';
import { capture } from '../lib/run.js';
import { chromiumArgs } from './environment.js';

/** Chromium's sandbox needs a user namespace, which some systems (Ubuntu 24.04, containers) forbid to programs outside /usr. */
const hasNamespaces = () =>
  !which('unshare') || capture('unshare', ['--user', '--map-root-user', 'true']).status === 0;

/** What to do where Electron would abort for want of its sandbox; null where all is well. */
export function sandboxHint({ executable }) {
  if (process.platform !== 'linux' || chromiumArgs().length > 0) return null;
  const helper = join(dirname(executable), 'chrome-sandbox');
  const entry = statSync(helper, { throwIfNoEntry: false });
  const helperWorks = entry?.uid === 0 && (entry.mode & 0o4000) !== 0;
  if (!entry || helperWorks || hasNamespaces()) return null;
  return (
    'This system lets Chromium’s sandbox work only with a helper that belongs to root. If Electron does not start, run once:\n' +
    `  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`
  );
}
