import type { IpcChannel, IpcInput, IpcOutput } from '../../../src-shared/ipc/contract.ts';
import type { Result } from '../../../src-shared/result.ts';

/** Channels that only the desktop can answer: Electron's versions, the browser, the clipboard, the file manager, dialogs. */
export type EngineChannel = Exclude<
  IpcChannel,
  | 'app.info'
  | 'app.openExternal'
  | 'app.copySecret'
  | 'targets.copyToken'
  | 'data.openFolder'
  | 'events.export'
  | 'events.showExport'
>;

export type Calls = {
  [C in EngineChannel]: (input: IpcInput<C>) => Result<IpcOutput<C>> | Promise<Result<IpcOutput<C>>>;
};
