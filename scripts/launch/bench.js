import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.js';
import { run, SetupError } from '../lib/run.js';
import { foreground } from './foreground.js';
import { inPrivateSession } from './session.js';

const runProgram = (file, args, context) => {
  if (!existsSync(join(root, file))) throw new SetupError(`${file} does not exist yet`);
  return inPrivateSession(context, (env) =>
    foreground(context.node, [join(root, file), ...args], { env, cwd: root }),
  );
};

/** Prints the figures of the quality bars; the engine's share is bundled first, as it is for people. */
export async function bench(args, context) {
  const { node, env, log } = context;
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const config = join(root, 'test/bench/vite.config.ts');
  await run(node, [vite, 'build', '--config', config], {
    cwd: root,
    env,
    log,
    label: 'bundle of the benchmarks',
  });
  return runProgram('test/bench/main.ts', args, context);
}

/** The long run under faults. */
export const soak = (args, context) => runProgram('test/soak/main.ts', args, context);
