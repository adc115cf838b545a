import { app, BrowserWindow, dialog } from 'electron';
import { explainError } from '../engine/explain.ts';

/** The app could not start: says why where the person looks, and ends. */
export async function tellStartFailure(error: unknown, headless: boolean): Promise<void> {
  const { message } = explainError(error);
  process.stderr.write(`MXroute Manager could not start. ${message}\n`);
  if (!headless) {
    await app.whenReady();
    // Its page waits for answers that will not come.
    for (const window of BrowserWindow.getAllWindows()) window.destroy();
    await dialog.showMessageBox({
      type: 'error',
      message: 'MXroute Manager could not start',
      detail: message,
    });
  }
  app.exit(1);
}
