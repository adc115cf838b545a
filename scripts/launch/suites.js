import { join } from 'node:path';
import { root } from '../lib/paths.js';
import { build } from './build.js';
import { foreground } from './foreground.js';
import { readPlaywright, readVitest } from './reports.js';

/** No suite may hang CI: past this it is ended and counts as failed. */
const limitMs = 12 * 60_000;

/** Runs a tool of node_modules on the toolchain Node and returns its exit status. */
const tool = ({ node, env }, path, args, more = {}) =>
  foreground(node, [join(root, 'node_modules', path), ...args], {
    cwd: root,
    env: { ...env, ...more },
    timeoutMs: limitMs,
  });

const vitest = (name) => ({
  name,
  read: readVitest,
  run: (context, extra, report) =>
    tool(context, 'vitest/vitest.mjs', [
      ...['run', '--project', name, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      ...extra,
    ]),
});

/**
 * What `npm test` runs, in order: the quick ones first. `run` resolves to an exit status; a suite without `read` is a single check,
 * judged by that alone.
 */
export const suites = [
  {
    name: 'build',
    run: (context) =>
      build(context).then(
        () => 0,
        (error) => {
          console.error(error.message);
          return 1;
        },
      ),
  },
  { name: 'typecheck', run: (context) => tool(context, 'typescript/bin/tsc', ['--noEmit']) },
  {
    name: 'lint',
    run: (context) => tool(context, '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']),
  },
  vitest('unit'),
  { ...vitest('integration'), needsBuild: true },
  vitest('simulation'),
  {
    name: 'e2e',
    needsBuild: true,
    read: readPlaywright,
    run: (context, extra, report) =>
      tool(
        context,
        '@playwright/test/cli.js',
        ['test', '-c', 'test/e2e/playwright.config.ts', '--reporter=list,json', ...extra],
        { PLAYWRIGHT_JSON_OUTPUT_FILE: report, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
      ),
  },
];

/** The suites that `--only` may name. */
export const selectable = suites.filter((suite) => suite.read).map((suite) => suite.name);
