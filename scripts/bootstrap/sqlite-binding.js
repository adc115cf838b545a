import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removePartials } from '../lib/fetch-package.js';
import { installedVersion, platform, root, sha256 } from '../lib/paths.js';
import { capture, run, SetupError } from '../lib/run.js';
import { hasPackages, installPackages } from './system-packages.js';

const header = join(dirname(fileURLToPath(import.meta.url)), 'stand-in/napi-8-references.h');
const file = 'better_sqlite3.node';

/** Beside the runtime, by version of the package and of our header: either one changing wants a new build. */
const folder = ({ cache }) =>
  join(
    cache,
    `better-sqlite3-${installedVersion('better-sqlite3')}-napi8-${platform}-${sha256(readFileSync(header)).slice(0, 8)}`,
  );

const provide = (dir) => ({
  what: 'better-sqlite3, compiled for Node-API 8',
  env: { MXM_SQLITE_BINDING: join(dir, file) },
});

/** Opens a database with the new file and reads strings back: that is what the references are about. */
function prove(node, binding, ctx) {
  const script = `
    const Database = require(${JSON.stringify(join(root, 'node_modules/better-sqlite3'))});
    const db = new Database(':memory:', { nativeBinding: ${JSON.stringify(binding)} });
    const row = db.prepare("select 'a' || :b as c").get({ b: 'ß' });
    if (row.c !== 'aß' || db.memory !== true) throw new Error('wrong answer');
    console.log('fine');`;
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const done = capture(node, ['-e', script], { cwd: root, env });
  if (done.stdout.trim() !== 'fine')
    throw new SetupError(`the SQLite binding does not work: ${done.stderr.trim()}`);
  ctx.log.note(`works in ${node === ctx.found.electron.executable ? 'Electron' : 'Node'}`);
}

export const sqliteBinding = {
  key: 'sqlite',
  name: 'SQLite binding',
  why: 'compiling better-sqlite3 for the stand-in’s older Node-API (about a minute, once)',
  applies: (ctx) => ctx.found.electron?.standIn,
  find: (ctx) => (existsSync(join(folder(ctx), file)) ? provide(folder(ctx)) : null),

  async make(ctx) {
    if (!hasPackages(['compiler'])) await installPackages(['compiler'], ctx);
    const target = folder(ctx);
    removePartials(target);
    const work = mkdtempSync(`${target}.partial-`);
    try {
      const source = join(work, 'better-sqlite3');
      cpSync(join(root, 'node_modules/better-sqlite3'), source, { recursive: true });
      // The sources ask for node-addon-api by name.
      symlinkSync(join(root, 'node_modules'), join(work, 'node_modules'));
      const gyp = join(source, 'binding.gyp');
      const recipe = readFileSync(gyp, 'utf8');
      if (!recipe.includes('NAPI_VERSION=10'))
        throw new SetupError('better-sqlite3’s binding.gyp has changed');
      writeFileSync(gyp, recipe.replace('NAPI_VERSION=10', 'NAPI_VERSION=8'));
      const { node, bin, home } = ctx.found.node;
      await run(
        node,
        [
          join(root, 'node_modules/node-gyp/bin/node-gyp.js'),
          'rebuild',
          '--release',
          '--force_build=1',
          `--nodedir=${home}`,
        ],
        {
          cwd: source,
          log: ctx.log,
          label: 'compiling better-sqlite3',
          env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, CXXFLAGS: `-include ${header}` },
        },
      );
      const made = join(work, 'made');
      mkdirSync(made);
      renameSync(join(source, 'build/Release', file), join(made, file));
      prove(node, join(made, file), ctx);
      prove(ctx.found.electron.executable, join(made, file), ctx);
      rmSync(target, { recursive: true, force: true });
      renameSync(made, target);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
    return provide(target);
  },
};
