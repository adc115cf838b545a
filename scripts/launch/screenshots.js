import { join } from 'node:path';
import { root } from '../lib/paths.js';
import { foreground } from './foreground.js';
import { inPrivateSession } from './session.js';

/** Takes the pictures in docs/screenshots again. */
export const screenshots = (args, { node, ...context }) =>
  inPrivateSession(context, (env) =>
    foreground(
      node,
      [
        join(root, 'node_modules/@playwright/test/cli.js'),
        'test',
        '-c',
        'test/screenshots/playwright.config.ts',
        ...args,
      ],
      { env, cwd: root },
    ),
  );
