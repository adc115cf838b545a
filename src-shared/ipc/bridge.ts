import type { FeedMessage } from './feed.ts';

/** What preload puts on `window.mxroute`. */
export interface Bridge {
  invoke(channel: string, input: unknown): Promise<unknown>;
  onFeed(listener: (message: FeedMessage) => void): () => void;
}
