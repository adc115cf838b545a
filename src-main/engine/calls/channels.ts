import type { EngineChannel } from '../../../src-shared/ipc/channels.ts';
import type { IpcInput, IpcOutput } from '../../../src-shared/ipc/contract.ts';
import type { Result } from '../../../src-shared/result.ts';

export type Calls = {
  [C in EngineChannel]: (input: IpcInput<C>) => Result<IpcOutput<C>> | Promise<Result<IpcOutput<C>>>;
};
