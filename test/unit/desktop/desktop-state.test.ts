import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesktopState, usableBounds } from '../../../src-main/desktop/desktop-state.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mxm-state-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bounds = { x: 10, y: 20, width: 1000, height: 700 };

describe('what the window remembers', () => {
  it('survives a restart, for this user only', () => {
    openDesktopState(folder).update({ bounds, trayHintShown: true });
    expect(openDesktopState(folder).read()).toEqual({
      bounds,
      maximized: false,
      theme: 'system',
      trayHintShown: true,
    });
    expect(statSync(join(folder, 'window.json')).mode & 0o777).toBe(0o600);
  });

  it.each(['', 'nonsense', '[]', '{"bounds":"wide","maximized":"yes"}', '{"bounds":{"x":1}}'])(
    'starts afresh from a file that says %j',
    (text) => {
      writeFileSync(join(folder, 'window.json'), text);
      expect(openDesktopState(folder).read()).toEqual({
        bounds: undefined,
        maximized: false,
        theme: 'system',
        trayHintShown: false,
      });
    },
  );

  it('keeps the good entries of a file with a bad one', () => {
    writeFileSync(
      join(folder, 'window.json'),
      '{"bounds":null,"maximized":true,"theme":"dark","trayHintShown":true}',
    );
    expect(openDesktopState(folder).read()).toEqual({
      bounds: undefined,
      maximized: true,
      theme: 'dark',
      trayHintShown: true,
    });
  });

  it('goes on where it cannot be written', () => {
    rmSync(folder, { recursive: true });
    const state = openDesktopState(folder);
    state.update({ maximized: true });
    expect(state.read().maximized).toBe(true);
    expect(() => readFileSync(join(folder, 'window.json'))).toThrow();
  });
});

describe('where the window opens', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 };
  it.each([
    ['on the screen', bounds, true],
    ['on a second screen', { ...bounds, x: 2000 }, true],
    ['half off to the left', { ...bounds, x: -500 }, true],
    ['on a screen that is gone', { ...bounds, x: 5000 }, false],
    ['with its title bar above the screen', { ...bounds, y: -50 }, false],
    ['below the screen', { ...bounds, y: 1060 }, false],
  ])('%s', (_where, stored, usable) => {
    expect(usableBounds(stored, [screen, { ...screen, x: 1920 }])).toEqual(usable ? stored : undefined);
  });

  it('in the middle at the first start', () => {
    expect(usableBounds(undefined, [screen])).toBeUndefined();
  });
});
