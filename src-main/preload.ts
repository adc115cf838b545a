import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '../src-shared/ipc/bridge.ts';
import type { FeedMessage } from '../src-shared/ipc/feed.ts';
import { failure } from '../src-shared/result.ts';
import { CALL_CHANNEL, CHANNELS_ARGUMENT, FEED_CHANNEL } from './desktop/bridge-channels.ts';

/**
 * The bridge, nothing else. It hands over no Electron object: values go through structured clone, listeners get
 * the message and not the event.
 */
const channels = new Set(
  (process.argv.find((argument) => argument.startsWith(CHANNELS_ARGUMENT)) ?? CHANNELS_ARGUMENT)
    .slice(CHANNELS_ARGUMENT.length)
    .split(','),
);

const listeners = new Set<(message: FeedMessage) => void>();
/** A click outside the window may open it: where it leads waits until the page listens. */
let waiting: FeedMessage | undefined;

function deliver(message: FeedMessage): void {
  for (const listener of [...listeners]) listener(message);
}

function deliverWaiting(): void {
  if (!waiting || listeners.size === 0) return;
  const message = waiting;
  waiting = undefined;
  deliver(message);
}

ipcRenderer.on(FEED_CHANNEL, (_event, message: FeedMessage) => {
  if (listeners.size === 0 && message.topic === 'navigate') waiting = message;
  else deliver(message);
});

const bridge: Bridge = Object.freeze({
  invoke(channel: string, input: unknown): Promise<unknown> {
    if (typeof channel !== 'string' || !channels.has(channel))
      return Promise.resolve(
        failure('unknown_channel', 'The window asked for something that the app does not know.'),
      );
    return ipcRenderer.invoke(CALL_CHANNEL, channel, input);
  },
  onFeed(listener: (message: FeedMessage) => void): () => void {
    if (typeof listener !== 'function') throw new TypeError('onFeed takes a function.');
    listeners.add(listener);
    queueMicrotask(deliverWaiting);
    return () => {
      listeners.delete(listener);
    };
  },
});

contextBridge.exposeInMainWorld('mxroute', bridge);
