import type { FeedMessage, FeedTopic } from '../../src-shared/ipc/feed.ts';
import { onFeed } from '../ipc.ts';

/** One subscription to main's change feed for the whole window, shared out by topic. */

type Listener = (message: FeedMessage) => void;
const listeners = new Map<FeedTopic, Set<Listener>>();

/** @returns how to stop. */
export const startFeed = (): (() => void) =>
  onFeed((message) => {
    for (const listener of listeners.get(message.topic) ?? []) listener(message);
  });

/** @returns how to stop listening. */
export function onTopics(topics: readonly FeedTopic[], listener: Listener): () => void {
  for (const topic of topics) {
    const known = listeners.get(topic) ?? new Set();
    known.add(listener);
    listeners.set(topic, known);
  }
  return () => {
    for (const topic of topics) listeners.get(topic)?.delete(listener);
  };
}
