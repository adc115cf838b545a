import type { IpcInput, IpcOutput } from '../../../src-shared/ipc-contract.ts';
import type { Result } from '../../../src-shared/result.ts';
import type { EngineParts } from '../parts.ts';
import { accountCalls } from './account-calls.ts';
import type { Calls, EngineChannel } from './channels.ts';
import { notificationCalls } from './notification-calls.ts';
import { recordCalls } from './record-calls.ts';
import { scanCalls } from './scan-calls.ts';
import { settingCalls } from './setting-calls.ts';

/** Answers every engine channel of the IPC contract; input is already validated. */
export function createCalls(parts: EngineParts) {
  const calls: Calls = {
    ...accountCalls(parts),
    ...scanCalls(parts),
    ...notificationCalls(parts),
    ...recordCalls(parts),
    ...settingCalls(parts),
  };
  return async <C extends EngineChannel>(channel: C, input: IpcInput<C>): Promise<Result<IpcOutput<C>>> =>
    calls[channel](input);
}
