import { useCallback, useEffect, useState } from 'react';
import type { FeedTopic } from '../../src-shared/ipc/feed.ts';
import type { Failure, Result } from '../../src-shared/result.ts';
import { onTopics } from './feed.ts';

interface Query<T> {
  key: string;
  value: T | null;
  error: Failure | null;
}

/** For what only one panel shows: asked by key, asked again on the given topics, dropped with the panel. */
export function useQuery<T>(key: string, load: () => Promise<Result<T>>, topics: readonly FeedTopic[]) {
  const [query, setQuery] = useState<Query<T>>({ key, value: null, error: null });
  const [round, setRound] = useState(0);
  const [asking, setAsking] = useState(true);
  const again = useCallback(() => setRound((count) => count + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `topics` is a literal; joining it makes it comparable
  useEffect(() => onTopics(topics, again), [topics.join(), again]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for `load`, `round` asks again
  useEffect(() => {
    let current = true;
    setAsking(true);
    void load().then((answer) => {
      if (!current) return;
      setAsking(false);
      setQuery((before) =>
        answer.ok
          ? { key, value: answer.value, error: null }
          : { key, value: before.key === key ? before.value : null, error: answer },
      );
    });
    return () => {
      current = false;
    };
  }, [key, round]);
  const shown = query.key === key ? query : { value: null, error: null };
  return { value: shown.value, error: shown.error, asking, again };
}
