import { join } from 'node:path';
import { withLock } from '../lib/lock.js';
import { cacheDir, root } from '../lib/paths.js';
import { apprise } from './apprise.js';
import { electron } from './electron.js';
import { newerApprises } from './newer-apprises.js';
import { npmDependencies } from './npm-dependencies.js';
import { profiles } from './profiles.js';
import { sqliteBinding } from './sqlite-binding.js';
import { systemPackages } from './system-packages.js';
import { toolchainNode } from './toolchain-node.js';

/**
 * A step is `{name, why, applies?(ctx), find(ctx), make(ctx)}`. `find` is quick, changes nothing, and returns what the step provides
 * ({what, env?, …}) or null when there is work; `make` does the work. The order matters: each may use what the ones before it provide.
 */
const steps = [
  toolchainNode,
  npmDependencies,
  systemPackages,
  electron,
  sqliteBinding,
  apprise,
  newerApprises,
];

async function carryOut(step, ctx) {
  let found = await step.find(ctx);
  if (!found) {
    found = await withLock(join(ctx.cache, 'set-up.lock'), ctx.log, async () => {
      // Whoever held the lock may just have done it.
      const byOthers = await step.find(ctx);
      if (byOthers) return byOthers;
      ctx.log.step(step.name, step.why);
      const started = Date.now();
      const made = (await step.make(ctx)) ?? (await step.find(ctx));
      ctx.log.note(`done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
      return made;
    });
  }
  ctx.log.done(step.name, found?.what ?? 'not available');
  return found;
}

/**
 * @param {{profile: keyof typeof profiles, log: ReturnType<typeof import('../lib/log.js').createLog>}} options
 * @returns what was found, by step, and the environment to hand to the app
 */
export async function setUp({ profile, log }) {
  const ctx = { ...profiles[profile], profile, root, cache: cacheDir(), log, found: {}, env: {} };
  for (const step of steps) {
    if (step.applies && !step.applies(ctx)) continue;
    const found = await carryOut(step, ctx);
    ctx.found[step.key] = found;
    Object.assign(ctx.env, found?.env);
  }
  return ctx;
}
