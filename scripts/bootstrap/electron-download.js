// Fills Electron's own download cache (electron/install.js then finds the file there). Run by the toolchain Node: `@electron/get` is
// that of the electron package. Gives up when nothing arrives for a while instead of waiting as long as a firewall likes.
import { createRequire } from 'node:module';
import { arch, platform } from 'node:process';
import { pathToFileURL } from 'node:url';
import { root } from '../lib/paths.js';

const silenceMs = 12_000;

const require = createRequire(`${root}/node_modules/electron/package.json`);
const { downloadArtifact } = await import(pathToFileURL(require.resolve('@electron/get')).href);

const stop = new AbortController();
const giveUp = () => stop.abort(new Error(`nothing arrived for ${silenceMs / 1000} s`));
let timer = setTimeout(giveUp, silenceMs);

try {
  await downloadArtifact({
    version: require('./package.json').version,
    artifactName: 'electron',
    checksums: require('./checksums.json'),
    platform,
    arch,
    downloadOptions: {
      signal: stop.signal,
      quiet: true,
      getProgressCallback: async () => {
        clearTimeout(timer);
        timer = setTimeout(giveUp, silenceMs);
      },
    },
  });
} catch (error) {
  console.error(error.cause?.message ?? error.message);
  process.exitCode = 1;
} finally {
  clearTimeout(timer);
}
