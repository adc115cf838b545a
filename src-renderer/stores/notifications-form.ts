import { create } from 'zustand';
import type { NotificationsView } from '../../src-shared/views/notifications.ts';
import { call } from '../ipc.ts';
import {
  draftOf,
  type FormErrors,
  fieldOfFailure,
  formOf,
  isDirty,
  type NotificationsForm,
  rebase,
  validateForm,
} from '../lib/notifications-form.ts';
import { setUnsaved, useNavigation } from './navigation.ts';
import { notifications } from './notifications.ts';
import { toastDone, toastFailure } from './toasts.ts';

interface FormState {
  form: NotificationsForm | null;
  baseline: NotificationsForm | null;
  errors: FormErrors;
  saving: boolean;
}

export const useNotificationsForm = create<FormState>(() => ({
  form: null,
  baseline: null,
  errors: {},
  saving: false,
}));

export const useDirty = (): boolean =>
  useNotificationsForm(({ form, baseline }) => form !== null && baseline !== null && isDirty(form, baseline));

function follow(value: NotificationsView | null): void {
  if (value === null) return;
  const next = formOf(value);
  const { form, baseline } = useNotificationsForm.getState();
  if (baseline !== null && !isDirty(next, baseline) && form !== null) return;
  const merged = form === null || baseline === null ? next : rebase(form, baseline, next);
  useNotificationsForm.setState({ baseline: next, form: merged });
}
notifications.subscribe(({ value }) => follow(value));
// Another screen may have asked before this one's file was there.
follow(notifications.peek());

const NAME = 'notifications';
const UNSAVED = {
  says: 'You changed the notification settings and have not saved them. Until you do, alerts work as before.',
  save: () => saveForm(),
  discard: () => discardForm(),
};

useNotificationsForm.subscribe(({ form, baseline }) => {
  const dirty = form !== null && baseline !== null && isDirty(form, baseline);
  const isKnown = useNavigation.getState().unsaved.some(({ form: name }) => name === NAME);
  if (isKnown !== dirty) setUnsaved(NAME, dirty ? UNSAVED : null);
});

/** Errors of the fields that changed go: they are judged again on save. */
export function editForm(change: (form: NotificationsForm) => NotificationsForm): void {
  const { form, errors } = useNotificationsForm.getState();
  if (form === null) return;
  const next = change(form);
  const kept = Object.fromEntries(
    Object.entries(errors).filter(([key]) => {
      if (key === 'targets') return next.enabled;
      if (key === 'subscriptions' && !next.enabled) return false;
      const field = key as keyof NotificationsForm;
      return next[field] === form[field];
    }),
  );
  useNotificationsForm.setState({ form: next, errors: kept });
}

export const discardForm = (): void =>
  useNotificationsForm.setState(({ baseline }) => ({ form: baseline, errors: {} }));

/** @returns false where it was refused; the reason then stands at its field. */
export async function saveForm(): Promise<boolean> {
  const { form } = useNotificationsForm.getState();
  const targets = notifications.peek()?.targets ?? [];
  if (form === null) return false;
  const errors = validateForm(form, targets);
  useNotificationsForm.setState({ errors });
  if (Object.keys(errors).length > 0) return false;
  useNotificationsForm.setState({ saving: true });
  const answer = await call('notifications.save', draftOf(form));
  useNotificationsForm.setState({ saving: false });
  if (!answer.ok) {
    const field = fieldOfFailure(answer.field);
    if (field === undefined) toastFailure(answer);
    else useNotificationsForm.setState({ errors: { [field]: answer.message } });
    return false;
  }
  const saved = formOf(answer.value);
  useNotificationsForm.setState({ form: saved, baseline: saved, errors: {} });
  notifications.set(answer.value);
  toastDone('Notification settings saved.');
  return true;
}
