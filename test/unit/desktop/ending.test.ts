import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createEnding, DRAIN_MS, EXIT_MS, HARD_LIMIT_MS } from '../../../src-main/desktop/ending.ts';
import { guardExit } from '../../../src-main/desktop/exit-guard.ts';
import { FakeClock } from '../../support/fake-clock.ts';

function app(
  stop: () => Promise<void>,
  letGo: () => void = () => undefined,
  guard: () => void = () => undefined,
) {
  const clock = new FakeClock();
  const steps: string[] = [];
  const end = createEnding({
    letGo: () => {
      steps.push('let go');
      letGo();
    },
    stop: (ms) => {
      steps.push(`stop within ${ms}`);
      return stop().finally(() => steps.push('stopped'));
    },
    guard: (ms) => {
      guard();
      steps.push(`guard ${ms}`);
    },
    exit: () => steps.push('exit'),
    exitNow: () => steps.push('exit now'),
    clock,
    log: { log: (_level, message) => steps.push(message) },
  });
  return { clock, steps, end };
}
const ENDED = [`guard ${EXIT_MS + 1_000}`, 'exit'];

describe('quitting', () => {
  it('lets go, drains, and only then exits, guarded; past Electron’s own time it is cut short', async () => {
    const { clock, steps, end } = app(async () => undefined);
    end();
    await clock.advance(0);
    expect(steps).toEqual(['let go', `stop within ${DRAIN_MS}`, 'stopped', ...ENDED]);
    await clock.advance(EXIT_MS - 1);
    expect(steps).not.toContain('exit now');
    await clock.advance(1);
    expect(steps.at(-1)).toBe('exit now');
  });

  it('happens once, however often it is asked for', async () => {
    const { clock, steps, end } = app(async () => undefined);
    end();
    end();
    await clock.advance(HARD_LIMIT_MS);
    end();
    expect(steps.filter((step) => step === 'exit')).toHaveLength(1);
    expect(steps.filter((step) => step === 'let go')).toHaveLength(1);
  });

  it('does not wait for ever for an engine that does not stop', async () => {
    const { clock, steps, end } = app(() => new Promise(() => undefined));
    end();
    await clock.advance(HARD_LIMIT_MS - 1);
    expect(steps).toEqual(['let go', `stop within ${DRAIN_MS}`]);
    await clock.advance(1);
    expect(steps.slice(2)).toEqual(ENDED);
    await clock.advance(EXIT_MS);
    expect(steps.at(-1)).toBe('exit now');
  });

  it('ends in order where the engine fails to, and says so in the log', async () => {
    const { clock, steps, end } = app(() => Promise.reject(new Error('disk')));
    end();
    await clock.advance(0);
    expect(steps.slice(2)).toEqual(['stopped', 'The engine did not stop in order', ...ENDED]);
  });

  it('ends also where no process can be started that would watch it', async () => {
    const { clock, steps, end } = app(
      async () => undefined,
      () => undefined,
      () => {
        throw Object.assign(new Error('spawn ENOMEM'), { code: 'ENOMEM' });
      },
    );
    end();
    await clock.advance(0);
    await clock.advance(EXIT_MS);
    expect(steps.slice(3)).toEqual(['The end of the app is not watched from outside', 'exit', 'exit now']);
  });

  it('stops the engine also where the desktop does not let go', async () => {
    const { clock, steps, end } = app(
      async () => undefined,
      () => {
        throw new Error('tray');
      },
    );
    end();
    await clock.advance(0);
    expect(steps).toEqual([
      'let go',
      'Something of the desktop did not let go',
      `stop within ${DRAIN_MS}`,
      'stopped',
      ...ENDED,
    ]);
  });
});

describe.skipIf(process.platform === 'win32')('the guard outside of the process', () => {
  const sleeper = () => spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });

  it('ends one that hangs', async () => {
    const hanging = sleeper();
    const guard = guardExit(hanging.pid ?? 0, 200);
    expect(guard).toBeDefined();
    expect((await once(hanging, 'exit'))[1]).toBe('SIGKILL');
  });

  it('ends with one that ends by itself, at once', async () => {
    const quick = sleeper();
    const guard = guardExit(quick.pid ?? 0, 60_000);
    quick.kill();
    const [status] = await once(guard ?? quick, 'exit');
    expect(status).toBe(0);
  });
});
