import type { EngineChannel } from '../../../src-shared/ipc/channels.ts';
import type { IpcInput, IpcOutput } from '../../../src-shared/ipc/contract.ts';
import type { Result } from '../../../src-shared/result.ts';
import type { EngineParts } from '../parts.ts';
import { accountCalls } from './account-calls.ts';
import { alertCalls } from './alert-calls.ts';
import type { Calls } from './channels.ts';
import { domainCalls } from './domain-calls.ts';
import { iconCalls } from './icon-calls.ts';
import { mailboxCalls } from './mailbox-calls.ts';
import { messageCalls } from './message-calls.ts';
import { notificationCalls } from './notification-calls.ts';
import { recordCalls } from './record-calls.ts';
import { scanCalls } from './scan-calls.ts';
import { settingCalls } from './setting-calls.ts';
import { smtpCalls } from './smtp-calls.ts';
import { targetCalls } from './target-calls.ts';

/** Answers every engine channel of the IPC contract; input is already validated. */
export function createCalls(parts: EngineParts) {
  const calls: Calls = {
    ...accountCalls(parts),
    ...domainCalls(parts),
    ...mailboxCalls(parts),
    ...scanCalls(parts),
    ...notificationCalls(parts),
    ...targetCalls(parts),
    ...messageCalls(parts),
    ...alertCalls(parts),
    ...recordCalls(parts),
    ...settingCalls(parts),
    ...smtpCalls(parts),
    ...iconCalls(parts),
  };
  return async <C extends EngineChannel>(channel: C, input: IpcInput<C>): Promise<Result<IpcOutput<C>>> =>
    calls[channel](input);
}
