import type { IpcChannel } from './contract.ts';

/** Channels that only the desktop can answer: Electron's versions, the browser, the clipboard, the file manager, dialogs. */
export const DESKTOP_CHANNELS = [
  'app.info',
  'app.openExternal',
  'app.copySecret',
  'targets.copyToken',
  'data.openFolder',
  'events.export',
  'events.showExport',
] as const satisfies IpcChannel[];
export type DesktopChannel = (typeof DESKTOP_CHANNELS)[number];
export type EngineChannel = Exclude<IpcChannel, DesktopChannel>;
