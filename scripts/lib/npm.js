import { which } from './paths.js';
import { SetupError } from './run.js';

/** Start of a command line of the npm that started us, else of the one on PATH. Good for fetching; see npmPin for installing. */
export function hostNpm() {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.(c?js)$/.test(script)) return [process.execPath, script];
  const command = which('npm');
  if (!command) throw new SetupError('npm was not found: install Node.js 18 or newer together with npm.');
  return [command];
}
