import { nativeTheme } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DesktopStateValues } from '../../../src-main/desktop/desktop-state.ts';
import { followTheme } from '../../../src-main/desktop/theme.ts';
import { success } from '../../../src-shared/result.ts';

vi.mock('electron', () => ({ nativeTheme: { themeSource: 'system' } }));

beforeEach(() => {
  nativeTheme.themeSource = 'system';
});

function desktop() {
  let theme = 'dark';
  let told: (message: { topic: string }) => void = () => undefined;
  const values = { theme: 'system' } as DesktopStateValues;
  const update = vi.fn((change: Partial<DesktopStateValues>) => void Object.assign(values, change));
  const engine = {
    call: async () => success([{ key: 'appearance.theme', value: theme }]),
    subscribe: (listener: typeof told) => {
      told = listener;
      return () => undefined;
    },
    log: { log: vi.fn() },
  } as unknown as Parameters<typeof followTheme>[0];
  return {
    engine,
    state: { read: () => values, update },
    update,
    async choose(chosen: string) {
      theme = chosen;
      told({ topic: 'settings' });
      await new Promise(setImmediate);
    },
  };
}

describe('the theme', () => {
  it('is what the settings say, and is kept for the first frame of the next start', async () => {
    const { engine, state, choose } = desktop();
    await followTheme(engine, state);
    expect(nativeTheme.themeSource).toBe('dark');
    expect(state.read().theme).toBe('dark');
    await choose('light');
    expect(nativeTheme.themeSource).toBe('light');
    expect(state.read().theme).toBe('light');
  });

  it('is written down when it changes, not with every setting', async () => {
    const { engine, state, update, choose } = desktop();
    await followTheme(engine, state);
    await choose('dark');
    expect(update).toHaveBeenCalledTimes(1);
  });

  it('stays as it was where the settings name none', async () => {
    const { engine, state, choose } = desktop();
    await followTheme(engine, state);
    await choose('sepia');
    expect(nativeTheme.themeSource).toBe('dark');
  });
});
