import { join } from 'node:path';
import { root } from '../lib/paths.js';
import { foreground } from './foreground.js';

/** The command line, on the toolchain Node. */
export const cli = (args, { node, env }) =>
  foreground(node, [join(root, 'out/main/cli.cjs'), ...args], { env });
