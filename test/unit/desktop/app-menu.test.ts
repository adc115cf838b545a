import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { menuTemplate } from '../../../src-main/desktop/app-menu.ts';
import { SCREENS } from '../../../src-shared/screens.ts';

vi.mock('electron', () => ({ Menu: {} }));

const goMenu = (go: (screen: string) => void = () => undefined): MenuItemConstructorOptions[] => {
  const menu = menuTemplate('linux', true, go).find(({ label }) => label === 'Go');
  return (menu?.submenu ?? []) as MenuItemConstructorOptions[];
};

describe('the menu “Go”', () => {
  it('has the six screens in the window’s order, each with its key', () => {
    expect(goMenu().map(({ label, accelerator }) => [label, accelerator])).toEqual([
      ['Overview', 'CommandOrControl+1'],
      ['Domains', 'CommandOrControl+2'],
      ['Mailboxes', 'CommandOrControl+3'],
      ['Notifications', 'CommandOrControl+4'],
      ['Logs', 'CommandOrControl+5'],
      ['Settings', 'CommandOrControl+6'],
    ]);
  });

  it('leads there', () => {
    const went: string[] = [];
    for (const { click } of goMenu((screen) => went.push(screen))) (click as () => void)();
    expect(went).toEqual([...SCREENS]);
  });

  it('leaves the keys to the page, which does not take them while a dialog is open', () => {
    expect(goMenu().every(({ registerAccelerator }) => registerAccelerator === false)).toBe(true);
  });
});
