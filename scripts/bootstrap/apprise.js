import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { which } from '../lib/paths.js';
import { recentFailure, rememberFailure } from '../lib/remembered-failure.js';
import { capture, run, SetupError } from '../lib/run.js';
import { apprisePin } from './pins.js';
import { installPackages } from './system-packages.js';

const windows = process.platform === 'win32';
const folder = (ctx) => join(ctx.cache, 'apprise');
const bin = (ctx, name) => join(folder(ctx), windows ? `Scripts/${name}.exe` : `bin/${name}`);
// A virtual environment holds its own path, so it cannot be made elsewhere and renamed: the mark written last says that it is whole.
const mark = (ctx) => join(folder(ctx), 'complete');
const failure = (ctx) => join(ctx.cache, 'apprise-by-pip.unreachable.json');

async function byPip(ctx) {
  const python = which('python3') ?? which('python');
  if (!python) throw new SetupError('there is no Python');
  rmSync(folder(ctx), { recursive: true, force: true });
  const { log } = ctx;
  // Debian packs this part of Python apart. Worth it: pip's Apprise is years newer than Debian's.
  const canMake = capture(python, ['-c', 'import venv, ensurepip']).status === 0;
  if (!canMake && ctx.packages.length > 0) await installPackages(['python-environments'], ctx);
  await run(python, ['-m', 'venv', folder(ctx)], { log, label: 'making a private Python environment' });
  const pip = ['-m', 'pip', '--disable-pip-version-check', '--no-input', '--retries', '0', '--timeout', '10'];
  await run(bin(ctx, 'python'), [...pip, 'install', apprisePin], { log, label: 'installing Apprise by pip' });
  await run(bin(ctx, 'apprise'), ['--version'], { log, label: 'apprise --version' });
  writeFileSync(mark(ctx), `${apprisePin}\n`);
}

export const apprise = {
  key: 'apprise',
  name: 'Apprise',
  why: 'installing what delivers to ntfy, Discord, Slack, e-mail and the others',

  find(ctx) {
    const present = which('apprise');
    if (present) return { what: present };
    if (existsSync(mark(ctx))) return { what: 'in a private environment', bin: dirname(bin(ctx, 'apprise')) };
    // The command line installs no system package: where pip failed, there is nothing more to try.
    if (ctx.packages.length === 0 && recentFailure(failure(ctx)))
      return { what: 'none yet: alerts wait until it is installed' };
    return null;
  },

  async make(ctx) {
    if (!recentFailure(failure(ctx))) {
      try {
        return await byPip(ctx);
      } catch (error) {
        if (!(error instanceof SetupError)) throw error;
        rmSync(folder(ctx), { recursive: true, force: true });
        rememberFailure(failure(ctx), error.message);
        ctx.log.note(`not by pip: ${error.message.split('\n').pop()}`);
      }
    }
    if (ctx.packages.length === 0) return undefined;
    try {
      await installPackages(['apprise'], ctx);
    } catch (error) {
      if (ctx.profile === 'test' || !(error instanceof SetupError)) throw error;
      ctx.log.note(error.message);
      ctx.log.note('the app runs without it; alerts wait in the outbox until Apprise is there');
      return { what: 'not installed' };
    }
  },
};
