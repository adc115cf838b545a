#!/usr/bin/env node
// Sets up everything that running and testing from source needs, asking nothing: `node scripts/bootstrap [cli|run|test]`.
import { createLog } from '../lib/log.js';
import { SetupError } from '../lib/run.js';
import { profiles } from './profiles.js';
import { setUp } from './set-up.js';

const profile = process.argv[2] ?? 'test';
try {
  if (!profiles[profile])
    throw new SetupError(`unknown profile "${profile}": one of ${Object.keys(profiles).join(', ')}`);
  const { env } = await setUp({ profile, log: createLog() });
  console.log('Ready. What the launcher hands to the app:');
  for (const [name, value] of Object.entries(env)) console.log(`  ${name}=${value}`);
} catch (error) {
  console.error(error instanceof SetupError ? `\n${error.message}` : error);
  process.exitCode = 1;
}
