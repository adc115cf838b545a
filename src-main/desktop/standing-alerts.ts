/** Which notification on the screen still stands for what. `T` is the notification; topics are the engine's. */
export class StandingAlerts<T> {
  readonly #standing = new Map<T, Set<string>>();

  /** @returns the notifications for which nothing is left to say, now that something newer speaks for `topics`. */
  supersede(topics: readonly string[]): T[] {
    const done: T[] = [];
    for (const [notification, left] of this.#standing) {
      for (const topic of topics) left.delete(topic);
      if (left.size === 0) done.push(notification);
    }
    for (const notification of done) this.#standing.delete(notification);
    return done;
  }

  add(notification: T, topics: readonly string[]): void {
    if (topics.length > 0) this.#standing.set(notification, new Set(topics));
  }

  forget(notification: T): void {
    this.#standing.delete(notification);
  }
}
