import { create } from 'zustand';
import { call } from '../ipc.ts';
import { sentence } from '../lib/format.ts';
import {
  rebaseSmtp,
  type SmtpErrors,
  type SmtpField,
  type SmtpForm,
  smtpDirty,
  smtpDraftOf,
  smtpFieldOf,
  smtpForm,
  validateSmtp,
} from '../lib/smtp-form.ts';
import { setUnsaved } from './navigation.ts';
import { createResource } from './resource.ts';
import { toastDone, toastFailure } from './toasts.ts';

export const smtp = createResource(() => call('smtp.get'), ['settings']);

interface SmtpState {
  form: SmtpForm | null;
  baseline: SmtpForm | null;
  errors: SmtpErrors;
  saving: boolean;
}

export const useSmtp = create<SmtpState>(() => ({ form: null, baseline: null, errors: {}, saving: false }));

const dirtyOf = ({ form, baseline }: SmtpState): boolean =>
  form !== null && baseline !== null && smtpDirty(form, baseline);
export const useSmtpDirty = (): boolean => useSmtp(dirtyOf);

smtp.subscribe(({ value }) => {
  if (value === null) return;
  const next = smtpForm(value);
  const { form, baseline } = useSmtp.getState();
  const merged = form === null || baseline === null ? next : rebaseSmtp(form, baseline, next);
  useSmtp.setState({ baseline: next, form: merged });
});

useSmtp.subscribe((state, before) => {
  const dirty = dirtyOf(state);
  if (dirty !== dirtyOf(before)) setUnsaved('smtp', dirty ? UNSAVED : null);
});
const UNSAVED = {
  says: 'You changed the SMTP settings and have not saved them. Until you do, the stored ones are used.',
  save: () => saveSmtp(),
  discard: () => discardSmtp(),
};

export function editSmtp(field: SmtpField, change: Partial<SmtpForm>): void {
  useSmtp.setState(({ form, errors: { [field]: _judgedAgain, ...errors } }) => ({
    form: form && { ...form, ...change },
    errors,
  }));
}

export const discardSmtp = (): void => useSmtp.setState(({ baseline }) => ({ form: baseline, errors: {} }));

/** @returns false where it was refused; the reason then stands at its field. */
export async function saveSmtp(): Promise<boolean> {
  const { form } = useSmtp.getState();
  if (form === null) return false;
  const errors = validateSmtp(form);
  useSmtp.setState({ errors });
  if (Object.keys(errors).length > 0) return false;
  useSmtp.setState({ saving: true });
  const answer = await call('smtp.save', smtpDraftOf(form));
  useSmtp.setState({ saving: false });
  if (!answer.ok) {
    const field = smtpFieldOf(answer.field);
    if (field === undefined) toastFailure(answer);
    else useSmtp.setState({ errors: { [field]: sentence(answer.message) } });
    return false;
  }
  const saved = smtpForm(answer.value);
  useSmtp.setState({ form: saved, baseline: saved, errors: {} });
  smtp.set(answer.value);
  toastDone('SMTP settings saved.');
  return true;
}
