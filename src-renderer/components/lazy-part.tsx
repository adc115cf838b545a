import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { failure } from '../../src-shared/result.ts';
import { ErrorState } from './states.tsx';

/**
 * A part of the window that comes in its own file, so that the first picture does not wait for it.
 * Once loaded it is there at once, without the pause that React puts behind a shown fallback.
 */
export function lazyPart<P extends object>(
  load: () => Promise<ComponentType<P>>,
  fallback: ReactNode = null,
) {
  let Loaded: ComponentType<P> | null = null;
  const ready = async (): Promise<void> => {
    Loaded ??= await load();
  };
  function Part(props: P) {
    const [, setRound] = useState(0);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (Loaded !== null) return;
      ready().then(
        () => setRound((round) => round + 1),
        () => setFailed(true),
      );
    }, []);
    if (Loaded !== null) return <Loaded {...props} />;
    return failed ? <ErrorState failure={GONE} retry={() => location.reload()} /> : fallback;
  }
  return { Part, preload: () => void ready().catch(() => undefined) };
}

const GONE = failure(
  'part',
  'This part of the window could not be loaded, which happens while the app is being updated.',
);
