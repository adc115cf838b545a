import type { FieldValues } from '../../../src-shared/notification-services.ts';
import { pasted } from '../../../src-shared/notification-url/paste.ts';
import type { TargetForm } from './use-target-draft.ts';

/** The fields, whichever tab they were typed in. */
export function valuesOf({ draft }: TargetForm): FieldValues {
  if (draft.tab === 'build') return draft.values;
  const found = pasted(draft.url);
  return found.ok ? found.value.fields : {};
}
