import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { discoverApprise } from '../../src-main/engine/notifications/apprise/discovery.ts';
import { findPython } from '../../src-main/engine/notifications/apprise/install-python.ts';
import { tempFolder } from '../support/temp-db.ts';

let system: string;
let folder: string;
beforeAll(async () => {
  system = (await discoverApprise({ settingsPath: '', privateEnvDir: '/nonexistent' }))?.path ?? '';
});
beforeEach(() => {
  folder = tempFolder('mxm-python-');
  mkdirSync(join(folder, 'empty'));
});

describe('looking for a Python', () => {
  const python = (name: string, text: string) => {
    writeFileSync(join(folder, 'empty', name), text);
    chmodSync(join(folder, 'empty', name), 0o755);
  };
  const look = (platform: NodeJS.Platform = 'linux') =>
    findPython({ PATH: join(folder, 'empty') }, platform, []);
  const real = () => `exec ${system} "$@"`;

  it('takes a newer one elsewhere when the first is too old or unable', async () => {
    python('python3', '#!/bin/sh\necho python 3 8 1\n');
    expect(await look()).toMatchObject({
      ok: false,
      problem: { message: 'The only Python found is 3.8; Apprise needs 3.9 or newer.' },
    });
    python('python3.12', `#!/bin/sh\n${real()}\n`);
    expect(await look()).toMatchObject({ ok: true, python: { path: join(folder, 'empty', 'python3.12') } });
  });

  it('tells the exact command where venv is missing', async () => {
    // A real Python without its ensurepip, as Debian has it without python3-venv.
    python(
      'python3',
      `#!/bin/sh\nexec ${system} -I -c 'import sys; sys.modules["ensurepip"] = None; exec(sys.argv[1])' "$3"\n`,
    );
    python('apt-get', '#!/bin/sh\n');
    expect(await look()).toMatchObject({
      ok: false,
      problem: {
        message: expect.stringMatching(/^Python 3\.\d+ is there, but cannot make virtual environments\.$/),
        remedy: expect.stringContaining('“sudo apt install python3-venv”'),
      },
    });
  });

  it('tells the command of each system where there is none', async () => {
    python('brew', '#!/bin/sh\n');
    const remedy = async (platform: NodeJS.Platform) => {
      const found = await look(platform);
      return found.ok ? '' : found.problem.remedy;
    };
    expect(await remedy('darwin')).toContain('“brew install python”');
    expect(await remedy('win32')).toContain('“winget install --id Python.Python.3.13 -e”');
  });
});
