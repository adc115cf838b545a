import { app, type BrowserWindow, dialog, shell } from 'electron';
import type { LogExportPorts } from './log-export.ts';

const KINDS = { csv: 'CSV, for spreadsheets', json: 'JSON' } as const;

/** Electron's half of an export: the save dialog, and the file manager. */
export function electronFiles(
  window: () => BrowserWindow | null,
): Pick<LogExportPorts, 'chooseFile' | 'reveal' | 'documents'> {
  return {
    async chooseFile({ path, format }) {
      const options: Electron.SaveDialogOptions = {
        title: 'Export events',
        defaultPath: path,
        buttonLabel: 'Export',
        filters: [{ name: KINDS[format], extensions: [format] }],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      };
      const parent = window();
      const { canceled, filePath } = parent
        ? await dialog.showSaveDialog(parent, options)
        : await dialog.showSaveDialog(options);
      return canceled || !filePath ? null : filePath;
    },
    reveal: (file) => shell.showItemInFolder(file),
    documents() {
      try {
        return app.getPath('documents');
      } catch {
        return app.getPath('home');
      }
    },
  };
}
