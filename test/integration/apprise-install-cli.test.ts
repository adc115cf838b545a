import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { discoverApprise } from '../../src-main/engine/notifications/apprise/discovery.ts';
import { runCli, startCli } from '../support/cli.ts';
import { until } from '../support/delivery.ts';
import {
  buildWheels,
  type IndexFaults,
  type PythonIndex,
  removeWheels,
  startPythonIndex,
} from '../support/python-index.ts';
import { tempFolder } from '../support/temp-db.ts';

const SECRET = 'INDEX-S3CRET';
const INSTALL_MS = 120_000;
let working: string;
let folder: string;
let index: PythonIndex | undefined;

beforeAll(async () => {
  const found = await discoverApprise({ settingsPath: '', privateEnvDir: '/nonexistent' });
  working = buildWheels(found?.path ?? '');
});
afterAll(() => removeWheels(working));
beforeEach(() => {
  folder = tempFolder('mxm-install-');
  mkdirSync(join(folder, 'empty'));
});
afterEach(async () => {
  await index?.close();
  index = undefined;
});
const serve = async (wheels: string, faults?: IndexFaults) => {
  index = await startPythonIndex(wheels, SECRET, faults);
};

describe('the command line', () => {
  const cli = (...args: string[]) =>
    runCli(['engine', ...args], {
      dataDir: join(folder, 'data'),
      env: { PATH: join(folder, 'empty'), PIP_CONFIG_FILE: '/dev/null', PIP_INDEX_URL: index?.url ?? '' },
    });

  it(
    'shows what delivers, and installs it',
    async () => {
      await serve(working);
      const missing = await cli('--json');
      expect(missing.status).toBe(1);
      expect(JSON.parse(missing.stdout)).toMatchObject({ state: 'missing', canInstall: 'install' });
      const installed = await cli('install', '--json');
      expect(installed.status).toBe(0);
      expect(JSON.parse(installed.stdout)).toMatchObject({ state: 'worker', source: 'private' });
      expect(installed.stderr).toMatch(/^downloading$.*^Apprise \S+ was installed\.$/ms);
      expect(installed.stdout + installed.stderr).not.toContain(SECRET);
      expect(await cli('remove')).toMatchObject({ status: 64, stdout: '' });
    },
    INSTALL_MS,
  );

  it(
    'ended by the keyboard, leaves nothing and says so',
    async () => {
      await serve(working, { hang: true });
      const running = startCli(['engine', 'install'], {
        dataDir: join(folder, 'data'),
        env: { PATH: join(folder, 'empty'), PIP_CONFIG_FILE: '/dev/null', PIP_INDEX_URL: index?.url ?? '' },
      });
      await until(() => (index?.asked.length ?? 0) > 0, 60_000);
      running.kill('SIGINT');
      expect(await running.ended).toMatchObject({
        status: 3,
        stderr: expect.stringContaining('The installation was cancelled. Nothing was changed.'),
      });
      expect(readdirSync(join(folder, 'data')).filter((name) => name.startsWith('apprise-env'))).toEqual([]);
    },
    INSTALL_MS,
  );
});
