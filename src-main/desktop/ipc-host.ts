import type { BrowserWindow, IpcMain, IpcMainInvokeEvent } from 'electron';
import { DESKTOP_CHANNELS, type DesktopChannel, type EngineChannel } from '../../src-shared/ipc/channels.ts';
import { IPC, type IpcChannel, type IpcInput, type IpcOutput } from '../../src-shared/ipc/contract.ts';
import { failure, type Result } from '../../src-shared/result.ts';
import type { Logger } from '../engine/ports.ts';
import { isAppUrl } from './app-url.ts';
import { CALL_CHANNEL } from './bridge-channels.ts';
import type { EnginePort } from './engine-port.ts';

export const IPC_CHANNELS = Object.keys(IPC) as IpcChannel[];

const isIpcChannel = (name: unknown): name is IpcChannel =>
  typeof name === 'string' && Object.hasOwn(IPC, name);
const isDesktopChannel = (name: IpcChannel): name is DesktopChannel =>
  (DESKTOP_CHANNELS as readonly string[]).includes(name);

export type DesktopHandlers = {
  [C in DesktopChannel]: (input: IpcInput<C>) => Promise<Result<IpcOutput<C>>>;
};

/** Who answers. */
export interface Answering {
  engine: Pick<EnginePort, 'call' | 'log'>;
  desktop: DesktopHandlers;
}

export interface IpcHostOptions {
  /** Calls wait for it. */
  answering: Promise<Answering>;
  /** The window that may ask; null while there is none. */
  window: () => BrowserWindow | null;
  log: Logger;
}

type Sender = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>;

/** Only the top frame of our own window, showing our own page, may ask anything. */
export function isTrustedSender(event: Sender, window: BrowserWindow | null): boolean {
  const frame = event.senderFrame;
  if (!window || window.isDestroyed() || !frame) return false;
  return event.sender === window.webContents && frame.parent === null && isAppUrl(frame.url);
}

/** The one entry for all calls: sender, channel and payload are checked here and nowhere else. */
export function registerIpcHost(ipc: IpcMain, options: IpcHostOptions): void {
  ipc.handle(CALL_CHANNEL, async (event, channel: unknown, input: unknown) => {
    if (isTrustedSender(event, options.window())) return answerCall(await options.answering, channel, input);
    options.log.log('warn', 'A call from an unknown page was refused');
    return failure('forbidden', 'This page may not talk to the app.');
  });
}

/** @returns always a Result: what the handler answers, or why it was not asked. */
export async function answerCall(
  answering: Answering,
  channel: unknown,
  input: unknown,
): Promise<Result<unknown>> {
  if (!isIpcChannel(channel))
    return failure('unknown_channel', 'The window asked for something that the app does not know.');
  const parsed = IPC[channel].input.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.map(String).join('.') || undefined;
    return failure('invalid_input', `${field ?? 'The input'}: ${issue?.message ?? 'is not valid'}`, field);
  }
  try {
    return await dispatch(answering, channel, parsed.data);
  } catch (error) {
    answering.engine.log.log('error', 'A call failed unexpectedly', { channel, error });
    return failure(
      'internal',
      'Something went wrong inside the app; monitoring goes on. Please try again. The log has the details.',
    );
  }
}

/** Channel and input belong together: `parsed` came from the channel's own schema. */
function dispatch(
  { engine, desktop }: Answering,
  channel: IpcChannel,
  input: unknown,
): Promise<Result<unknown>> {
  if (!isDesktopChannel(channel))
    return engine.call(channel as EngineChannel, input as IpcInput<EngineChannel>);
  const handler = desktop[channel] as (input: unknown) => Promise<Result<unknown>>;
  return handler(input);
}
