import type { Bridge } from '../src-shared/ipc/bridge.ts';
import type { IpcChannel, IpcInput, IpcOutput } from '../src-shared/ipc/contract.ts';
import type { FeedMessage } from '../src-shared/ipc/feed.ts';
import { failure, type Result } from '../src-shared/result.ts';

declare global {
  interface Window {
    readonly mxroute: Bridge;
  }
}

type Input<C extends IpcChannel> =
  undefined extends IpcInput<C> ? [input?: IpcInput<C>] : [input: IpcInput<C>];

/** The window's only way to the engine. Never throws: a bridge that does not answer is a failure like any other. */
export async function call<C extends IpcChannel>(
  channel: C,
  ...[input]: Input<C>
): Promise<Result<IpcOutput<C>>> {
  try {
    return (await window.mxroute.invoke(channel, input)) as Result<IpcOutput<C>>;
  } catch {
    return failure(
      'bridge',
      'The part of the app that does the work did not answer. Monitoring may have stopped. Quit the app and start it again.',
    );
  }
}

/** @returns how to stop listening. */
export const onFeed = (listener: (message: FeedMessage) => void): (() => void) =>
  window.mxroute.onFeed(listener);
