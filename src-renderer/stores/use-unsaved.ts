import { useEffect, useRef } from 'react';
import { setUnsaved, type Unsaved } from './navigation.ts';

/** Asks before the person leaves a form with changes in it. The form keeps `form`, its own name, for as long as it lives. */
export function useUnsaved(dirty: boolean, { form, ...unsaved }: Unsaved): void {
  const latest = useRef(unsaved);
  latest.current = unsaved;
  useEffect(() => {
    if (!dirty) return;
    const { keptAt } = latest.current;
    setUnsaved(form, {
      says: unsaved.says,
      ...(keptAt && { keptAt }),
      save: () => latest.current.save(),
      discard: () => latest.current.discard(),
    });
    return () => setUnsaved(form, null);
  }, [dirty, form, unsaved.says]);
}
