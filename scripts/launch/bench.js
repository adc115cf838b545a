import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.js';
import { SetupError } from '../lib/run.js';
import { foreground } from './foreground.js';
import { inPrivateSession } from './session.js';

const program = (file) => (args, context) => {
  if (!existsSync(join(root, file))) throw new SetupError(`${file} does not exist yet`);
  return inPrivateSession(context, (env) =>
    foreground(context.node, [join(root, file), ...args], { env, cwd: root }),
  );
};

/** Prints the figures of the quality bars. */
export const bench = program('test/bench/main.ts');
