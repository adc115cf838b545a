import { join } from 'node:path';
import { root } from '../lib/paths.js';
import { run } from '../lib/run.js';
import { foreground } from './foreground.js';

/** Ninety simulated days per seed, as many seeds as one likes; bundled first, since Node cannot load the engine's sources. */
export async function soak(args, { node, env, log }) {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const config = join(root, 'test/simulation/vite.config.ts');
  await run(node, [vite, 'build', '--config', config], {
    cwd: root,
    env,
    log,
    label: 'bundle of the simulation',
  });
  return foreground(node, ['--enable-source-maps', join(root, 'out/soak/soak.mjs'), ...args], {
    env,
    cwd: root,
  });
}
