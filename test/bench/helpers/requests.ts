/** Questions and answers between a benchmark and a helper process, over the channel that `fork` makes. */

export interface Question {
  id: number;
  ask: string;
  value: unknown;
}

export interface Answer {
  id: number;
  value?: unknown;
  error?: string;
}

// What a handler takes and gives is agreed between the helper and its client, not here.
type Handlers = Record<string, (value: never) => Promise<unknown>>;

/** Answers until the other side is gone. */
export function serve(handlers: Handlers): void {
  process.on('message', ({ id, ask, value }: Question) => {
    const handler = handlers[ask] as ((value: unknown) => Promise<unknown>) | undefined;
    const answer = handler ? handler(value) : Promise.reject(new Error(`unknown question ${ask}`));
    answer.then(
      (result) => process.send?.({ id, value: result } satisfies Answer),
      (error: unknown) => process.send?.({ id, error: String(error) } satisfies Answer),
    );
  });
  process.once('disconnect', () => process.exit(0));
}
