import { which } from './paths.js';

const setpriv = process.platform === 'linux' ? which('setpriv') : null;

/**
 * The command line that the kernel ends when we are killed, where setpriv is there (every Debian): else a killed set-up would leave an
 * `npm ci` behind that works in the same folder as the next one.
 */
export const dieWithUs = (command, args) =>
  setpriv ? [setpriv, ['--pdeathsig', 'TERM', '--', command, ...args]] : [command, args];
