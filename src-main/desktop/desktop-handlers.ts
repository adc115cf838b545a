import { app, shell } from 'electron';
import { failure, success } from '../../src-shared/result.ts';
import type { EnginePort } from './engine-port.ts';
import { allowedExternalUrl } from './external-links.ts';
import type { DesktopHandlers } from './ipc-host.ts';
import type { LogExport } from './log-export.ts';
import type { SecretClipboard } from './secret-clipboard.ts';

/** The calls that need Electron itself. */
export function createDesktopHandlers(
  engine: Pick<EnginePort, 'dataDir' | 'notices' | 'envLine'>,
  secretClipboard: SecretClipboard,
  logExport: LogExport,
  demo: boolean,
): DesktopHandlers {
  return {
    'app.info': async () =>
      success({
        version: app.getVersion(),
        electron: process.versions.electron,
        node: process.versions.node,
        platform: process.platform,
        dataDir: engine.dataDir,
        demo,
        notices: [...engine.notices],
      }),

    'app.openExternal': async (text) => {
      const url = allowedExternalUrl(text);
      if (!url)
        return failure(
          'not_allowed',
          'The app opens only addresses of MXroute and of its own documentation.',
        );
      try {
        await shell.openExternal(url);
        return success(null);
      } catch {
        return failure('no_browser', `No browser could be opened. The address is ${url}`);
      }
    },

    'app.copySecret': async (secret) => {
      await secretClipboard.copy(secret);
      return success(null);
    },

    'targets.copyToken': async ({ id, variable }) => {
      const line = await engine.envLine(id, variable);
      if (!line.ok) return line;
      await secretClipboard.copy(line.value);
      return success(null);
    },

    'data.openFolder': async () => {
      const problem = await shell.openPath(engine.dataDir);
      return problem === ''
        ? success(null)
        : failure('no_file_manager', `No file manager could be opened. The folder is ${engine.dataDir}`);
    },

    'events.export': (request) => logExport.exportEvents(request),
    'events.showExport': async () => logExport.showLast(),
  };
}
