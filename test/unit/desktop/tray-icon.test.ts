import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { trayIconFile } from '../../../src-main/desktop/tray-icon.ts';
import type { AppState } from '../../../src-shared/views/app.ts';

const assets = resolve(import.meta.dirname, '../../../assets');
const STATES: AppState[] = ['healthy', 'degraded', 'unhealthy', 'paused', 'unknown'];

describe('tray icons', () => {
  it.each([
    ['darwin', false, undefined, 'tray/macos/degradedTemplate.png'],
    ['darwin', true, undefined, 'tray/macos/degradedTemplate.png'],
    ['win32', false, undefined, 'tray/windows/degraded-light.png'],
    ['win32', true, undefined, 'tray/windows/degraded-dark.png'],
    ['linux', false, 'KDE', 'tray/linux/degraded-light.png'],
    ['linux', true, 'KDE', 'tray/linux/degraded-dark.png'],
    ['linux', false, 'ubuntu:GNOME', 'tray/linux/degraded-dark.png'],
    ['linux', false, undefined, 'tray/linux/degraded-light.png'],
  ] as const)('on %s (dark: %s, desktop %s) degraded is %s', (platform, dark, desktop, file) => {
    expect(trayIconFile(assets, 'degraded', { platform, dark, desktop })).toBe(resolve(assets, file));
  });

  it.each(['darwin', 'win32', 'linux'] as const)('there is a picture for every state on %s', (platform) => {
    const files = STATES.flatMap((state) =>
      [true, false].map((dark) => trayIconFile(assets, state, { platform, dark, desktop: undefined })),
    );
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
    expect(new Set(files).size).toBe(platform === 'darwin' ? 5 : 10);
  });
});
