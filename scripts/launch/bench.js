import { join } from 'node:path';
import { root } from '../lib/paths.js';
import { run } from '../lib/run.js';
import { foreground } from './foreground.js';
import { inPrivateSession } from './session.js';

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
  return inPrivateSession(context, (session) =>
    foreground(node, [join(root, 'test/bench/main.ts'), ...args], { env: session, cwd: root }),
  );
}
