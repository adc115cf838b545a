#!/usr/bin/env node
// `node scripts/launch <mode> …args`: sets up what is missing, builds what is stale, then runs.

import { setUp } from '../bootstrap/set-up.js';
import { createLog } from '../lib/log.js';
import { SetupError } from '../lib/run.js';
import { endWithNpm } from '../lib/signals.js';
import { build } from './build.js';
import { environmentFor } from './environment.js';
import { sandboxHint } from './sandbox-hint.js';

/** Each mode's module is loaded on demand; `profile` says what has to be set up, see bootstrap/profiles.js. */
const modes = {
  start: { profile: 'run', load: () => import('./app.js').then((module) => module.start) },
  demo: { profile: 'run', load: () => import('./app.js').then((module) => module.demo) },
  cli: { profile: 'cli', load: () => import('./cli.js').then((module) => module.cli) },
  test: { profile: 'test', load: () => import('./test.js').then((module) => module.test) },
  bench: { profile: 'test', load: () => import('./bench.js').then((module) => module.bench) },
  soak: { profile: 'cli', needsNoApp: true, load: () => import('./soak.js').then((module) => module.soak) },
  screenshots: {
    profile: 'test',
    load: () => import('./screenshots.js').then((module) => module.screenshots),
  },
  package: { profile: 'run', load: () => import('./package.js').then((module) => module.makePackage) },
};

async function main([name, ...args]) {
  const mode = modes[name];
  if (!mode) throw new SetupError(`usage: node scripts/launch ${Object.keys(modes).join('|')} [arguments]`);
  // The command line's stdout carries its answer and nothing else.
  const log = createLog({ quiet: name !== 'test', stream: name === 'cli' ? process.stderr : process.stdout });
  const ready = await setUp({ profile: mode.profile, log });
  const hint = ready.found.electron && sandboxHint(ready.found.electron);
  if (hint) log.say(hint);
  const context = { setUp: ready, node: ready.found.node.node, env: environmentFor(ready), log };
  // The tests build for themselves: a build that fails is one failed check there, not the end.
  if (name !== 'test' && !mode.needsNoApp) await build(context);
  return (await mode.load())(args, context);
}

endWithNpm();
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof SetupError ? `\n${error.message}` : error);
  process.exitCode = 1;
}
