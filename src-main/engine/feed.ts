import type { FeedMessage, FeedTopic } from '../../src-shared/ipc/feed.ts';

export type FeedListener = (message: FeedMessage) => void;

/** Topics that say nothing but "ask again". */
export type PlainTopic = Exclude<FeedTopic, 'scan' | 'navigate'>;

/**
 * Tells the shells what changed, never the content. Plain topics that are announced within one turn of the
 * event loop arrive once, after the transaction that announced them is over.
 */
export class ChangeFeed {
  readonly #listeners = new Set<FeedListener>();
  readonly #pending = new Set<PlainTopic>();

  subscribe(listener: FeedListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(...topics: PlainTopic[]): void {
    if (this.#pending.size === 0) setImmediate(() => this.#flush());
    for (const topic of topics) this.#pending.add(topic);
  }

  send(message: FeedMessage): void {
    for (const listener of [...this.#listeners]) listener(message);
  }

  #flush(): void {
    const topics = [...this.#pending];
    this.#pending.clear();
    for (const topic of topics) this.send({ topic });
  }
}
