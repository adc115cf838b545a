import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { removePartials } from '../lib/fetch-package.js';
import { which } from '../lib/paths.js';
import { recentFailure, rememberFailure } from '../lib/remembered-failure.js';
import { capture, run, SetupError } from '../lib/run.js';
import { newerApprisePins } from './pins.js';

/** apt's own downloader: knows the machine's proxies, and checks the content. */
const HELPER = '/usr/lib/apt/apt-helper';
const DISTRIBUTION_PACKAGES = 'usr/lib/python3/dist-packages';

const folder = (ctx, { version }) => join(ctx.cache, `apprise-${version}-for-tests`);
const python = (ctx, pin) => join(folder(ctx, pin), 'python3');
const failure = (ctx, { version }) => join(ctx.cache, `apprise-${version}-for-tests.unreachable.json`);
const isSettled = (ctx, pin) => existsSync(python(ctx, pin)) || recentFailure(failure(ctx, pin));

/** Where this machine gets its Debian packages from. */
function mirrors() {
  const listed = capture('apt-get', ['indextargets', '--format', '$(SITE)', 'Created-By: Packages']).stdout;
  return [...new Set(listed.split('\n').filter(Boolean))];
}

/** The Python of the Apprise that is there: it has what every Apprise imports. */
function interpreter(ctx) {
  const command = ctx.found.apprise?.bin ? join(ctx.found.apprise.bin, 'apprise') : which('apprise');
  const first = command ? readFileSync(command, 'utf8').split('\n', 1)[0] : '';
  return /^#!\s*(\/\S*python\S*)/.exec(first)?.[1] ?? 'python3';
}

async function fetchOne(ctx, pin) {
  const target = folder(ctx, pin);
  removePartials(target);
  const work = mkdtempSync(`${target}.partial-`);
  try {
    const archive = join(work, 'apprise.deb');
    const tried = mirrors().some(
      (site) =>
        capture(HELPER, ['download-file', `${site}/${pin.path}`, archive, `SHA256:${pin.sha256}`], {
          timeout: 60_000,
        }).status === 0,
    );
    if (!tried) throw new SetupError('no mirror of this machine has it');
    mkdirSync(join(work, 'ready'));
    await run('dpkg-deb', ['-x', archive, join(work, 'ready')], { log: ctx.log, label: 'unpacking Apprise' });
    const wrapper = `#!/bin/sh\nPYTHONPATH="\${0%/*}/${DISTRIBUTION_PACKAGES}" exec ${interpreter(ctx)} "$@"\n`;
    writeFileSync(join(work, 'ready/python3'), wrapper);
    chmodSync(join(work, 'ready/python3'), 0o755);
    const version = capture(join(work, 'ready/python3'), [
      '-c',
      'import apprise; print(apprise.__version__)',
    ]);
    if (version.stdout.trim() !== pin.version)
      throw new SetupError(`it does not run on this Python: ${version.stderr.trim().split('\n').pop()}`);
    rmSync(target, { recursive: true, force: true });
    renameSync(join(work, 'ready'), target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Newer releases of Apprise beside the installed one, for the tests alone: nothing is installed. */
export const newerApprises = {
  key: 'newerApprises',
  name: 'newer Apprise releases',
  why: 'fetching what the delivery tests run with besides the installed one',
  applies: (ctx) => ctx.apprise === 'required' && existsSync(HELPER) && which('dpkg-deb') !== null,

  find(ctx) {
    if (!newerApprisePins.every((pin) => isSettled(ctx, pin))) return null;
    const there = newerApprisePins.filter((pin) => existsSync(python(ctx, pin)));
    return {
      what:
        there.map(({ version }) => version).join(', ') || 'none to be had: only the installed one is tested',
      env: { MXM_TEST_APPRISE_PYTHONS: there.map((pin) => python(ctx, pin)).join(delimiter) },
    };
  },

  async make(ctx) {
    for (const pin of newerApprisePins.filter((one) => !isSettled(ctx, one))) {
      try {
        await fetchOne(ctx, pin);
      } catch (error) {
        if (!(error instanceof SetupError)) throw error;
        rememberFailure(failure(ctx, pin), error.message);
        ctx.log.note(`not ${pin.version}: ${error.message.split('\n').pop()}`);
      }
    }
  },
};
