import { describe, expect, it, vi } from 'vitest';
import { hasTray } from '../../../src-main/desktop/tray-support.ts';

const answering = (answers: Record<string, string>) => vi.fn(async (command: string) => answers[command]);

describe('whether the desktop shows tray icons', () => {
  it.each(['win32', 'darwin'] as const)('always on %s', async (platform) => {
    const ask = answering({});
    expect(await hasTray(platform, ask)).toBe(true);
    expect(ask).not.toHaveBeenCalled();
  });

  it.each([
    ['dbus-send', '   boolean true', true],
    ['dbus-send', '   boolean false', false],
    ['gdbus', '(true,)', true],
    ['gdbus', '(false,)', false],
    ['busctl', 'b true', true],
    ['busctl', 'b false', false],
  ])('on Linux %s is believed when it says %j', async (command, answer, there) => {
    expect(await hasTray('linux', answering({ [command]: answer }))).toBe(there);
  });

  it('is no where nobody can tell: the window stays reachable', async () => {
    expect(await hasTray('linux', answering({}))).toBe(false);
  });
});
