import { describe, expect, it, vi } from 'vitest';
import { createActions } from '../../../src-main/desktop/actions.ts';
import type { TrayAction } from '../../../src-main/desktop/tray-menu.ts';
import type { AppWindow, Destination } from '../../../src-main/desktop/window.ts';

vi.mock('electron', () => ({ app: { quit: () => undefined } }));

/** Where the window is led by an entry of the tray menu. */
function shownBy(action: TrayAction): (Destination | undefined)[] {
  const shown: (Destination | undefined)[] = [];
  const window = { show: (to?: Destination) => void shown.push(to) } as unknown as AppWindow;
  const engine = { call: async () => ({ ok: true, value: { id: '1' } }), log: { log: () => undefined } };
  const notifications = { tell: async () => undefined };
  createActions({ engine, window, notifications } as unknown as Parameters<typeof createActions>[0])(action);
  return shown;
}

describe('the entries of the tray menu', () => {
  it.each<[TrayAction, Destination | undefined]>([
    [{ do: 'open' }, undefined],
    [
      { do: 'event', eventId: 7 },
      { screen: 'logs', eventId: 7 },
    ],
    [{ do: 'settings' }, { screen: 'settings' }],
  ])('%j opens the window where it says', (action, where) => {
    expect(shownBy(action)).toEqual([where]);
  });

  it('a scan opens none', () => {
    expect(shownBy({ do: 'scan', kind: 'dns' })).toEqual([]);
  });
});
