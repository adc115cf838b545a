import { type BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';

/** What people expect of a right click on text: nothing else is offered. */
export function attachContextMenu(window: BrowserWindow): void {
  window.webContents.on('context-menu', (_event, { isEditable, editFlags, selectionText }) => {
    const items: MenuItemConstructorOptions[] = isEditable
      ? [
          { role: 'undo', enabled: editFlags.canUndo },
          { role: 'redo', enabled: editFlags.canRedo },
          { type: 'separator' },
          { role: 'cut', enabled: editFlags.canCut },
          { role: 'copy', enabled: editFlags.canCopy },
          { role: 'paste', enabled: editFlags.canPaste },
          { role: 'selectAll', enabled: editFlags.canSelectAll },
        ]
      : selectionText.trim() !== ''
        ? [{ role: 'copy' }]
        : [];
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window });
  });
}
