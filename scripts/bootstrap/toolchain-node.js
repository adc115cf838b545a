import { chmodSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fetchPackage } from '../lib/fetch-package.js';
import { hostNpm } from '../lib/npm.js';
import { platform, readJson, root } from '../lib/paths.js';
import { capture, SetupError } from '../lib/run.js';
import { npmPin, toolchainPins } from './pins.js';

const minimum = [22, 18]; // strips TypeScript types by itself, and is what Vite 8 and better-sqlite3 13 want

const hostIsEnough = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > minimum[0] || (major === minimum[0] && minor >= minimum[1]);
};

function wanted(ctx) {
  const version = readJson(join(root, 'package-lock.json')).packages['node_modules/node'].version;
  const pin = toolchainPins[version]?.[platform];
  const home = join(ctx.cache, `node-${version}-${platform}`);
  const bin = join(home, 'bin');
  const npm = join(ctx.cache, `npm-${npmPin.version}`);
  return { version, pin, home, bin, node: join(bin, executable), npm };
}

const executable = process.platform === 'win32' ? 'node.exe' : 'node';

/** `npm`: the start of an npm command line. `home`: where Node's headers are, if it brought them. */
function find(ctx) {
  const { version, pin, home, bin, node, npm } = wanted(ctx);
  if (!pin && hostIsEnough())
    return {
      what: `the host’s own, ${process.version}`,
      node: process.execPath,
      bin: dirname(process.execPath),
      npm: hostNpm(),
      home: null,
    };
  if (!existsSync(node) || !existsSync(npm)) return null;
  return { what: version, node, bin, npm: [node, join(npm, 'bin/npm-cli.js')], home };
}

export const toolchainNode = {
  key: 'node',
  name: 'toolchain Node',
  why: 'fetching the Node and npm that install, build and test, whatever the host’s are',
  find,

  async make(ctx) {
    const { version, pin, home, node, npm } = wanted(ctx);
    if (!pin)
      throw new SetupError(
        `No Node ${version} for ${platform} is pinned in scripts/bootstrap/pins.js, and the host’s ${process.version} is too old: ` +
          `install Node.js ${minimum.join('.')} or newer and start again.`,
      );
    const prepare = (unpacked) => {
      const fetched = join(unpacked, 'bin', executable);
      if (process.platform !== 'win32') chmodSync(fetched, 0o755);
      const said = capture(fetched, ['--version']).stdout.trim();
      if (said !== `v${version}`) throw new SetupError(`${pin.spec} does not run here: it said "${said}".`);
      return unpacked;
    };
    if (!existsSync(node)) await fetchPackage({ ...pin, target: home, log: ctx.log, prepare });
    if (!existsSync(npm)) await fetchPackage({ ...npmPin, target: npm, log: ctx.log });
  },
};
