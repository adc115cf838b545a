import { useState } from 'react';
import type { TargetDraft } from '../../../src-shared/ipc-contract.ts';
import type { FieldValues, NotificationService } from '../../../src-shared/notification-services.ts';
import { pasted } from '../../../src-shared/notification-url/paste.ts';
import { findService, SERVICES } from '../../../src-shared/notification-url/registry.ts';
import type { Failure, Result } from '../../../src-shared/result.ts';
import { failure, success } from '../../../src-shared/result.ts';
import type { BuiltTarget, NotificationsView, TargetView } from '../../../src-shared/views.ts';
import { call } from '../../ipc.ts';
import { acceptPasted, initialValues, validateFields, variableProblem } from '../../lib/target-form.ts';

export type DialogTab = 'build' | 'paste';

interface Draft {
  tab: DialogTab;
  label: string;
  service: NotificationService;
  values: FieldValues;
  url: string;
  store: TargetDraft['store'];
  variable: string;
}

const first = (): NotificationService => {
  const [service] = SERVICES;
  if (service === undefined) throw new Error('No notification service is registered.');
  return service;
};

/** A URL that cannot be taken apart, or that is one secret as a whole, is edited as a whole. */
const hasForm = (target: TargetView): boolean =>
  target.fields !== null && target.service !== 'custom' && findService(target.service) !== undefined;

function startOf(target: TargetView | null, keychain: NotificationsView['keychain']): Draft {
  const service = (target && findService(target.service)) ?? first();
  return {
    tab: target !== null && !hasForm(target) ? 'paste' : 'build',
    label: target?.label ?? '',
    service,
    values: initialValues(service, target?.fields),
    url: '',
    store: target?.store ?? (keychain.usable ? 'keychain' : 'database'),
    variable: target?.envVariable ?? service.credential?.variable ?? '',
  };
}

/** The state of the dialog: what was typed, what Apprise said of it, and what is wrong. */
export function useTargetDraft(target: TargetView | null, keychain: NotificationsView['keychain']) {
  const [draft, setDraft] = useState<Draft>(() => startOf(target, keychain));
  const [built, setBuilt] = useState<BuiltTarget | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [busy, setBusy] = useState<'generate' | 'save' | null>(null);
  const editing = target !== null;
  /** The service that the environment's variable belongs to: pasted addresses have one as well. */
  const recognised = pasted(draft.url);
  const service =
    draft.tab === 'build' ? draft.service : recognised.ok ? recognised.value.service : draft.service;

  const change = (next: Partial<Draft>) => {
    setDraft((now) => ({ ...now, ...next }));
    setBuilt(null);
    setProblem(null);
  };

  /** Everything that can be judged here; the rest is Apprise's and main's to say. */
  function check(): Result<null> {
    if (draft.tab === 'build') {
      const valid = validateFields(draft.service, draft.values, editing);
      if (!valid.ok) return valid;
    } else if (!(editing && draft.url.trim() === '')) {
      if (draft.url.trim() === '') return failure('required', 'Paste the address first.', 'url');
      if (!recognised.ok) return recognised;
    }
    const wrong = draft.store === 'env' ? variableProblem(service, draft.variable) : null;
    return wrong === null ? success(null) : failure('invalid', wrong, 'envVariable');
  }

  const request = (): TargetDraft => ({
    ...(target !== null && { id: target.id }),
    label: draft.label.trim(),
    service: draft.tab === 'build' || draft.url.trim() === '' ? draft.service.id : service.id,
    ...(draft.tab === 'build'
      ? { fields: draft.values }
      : draft.url.trim() !== '' && { url: draft.url.trim() }),
    store: draft.store,
    ...(draft.store === 'env' && { envVariable: draft.variable }),
  });

  async function generate(): Promise<boolean> {
    const checked = check();
    setProblem(checked.ok ? null : checked);
    if (!checked.ok) return false;
    setBusy('generate');
    const answer = await call('targets.build', request());
    setBusy(null);
    if (answer.ok) setBuilt(answer.value);
    else setProblem(answer);
    return answer.ok && answer.value.accepted !== false;
  }

  async function save(): Promise<TargetView | null> {
    if (built?.accepted === false || (built === null && !(await generate()))) return null;
    setBusy('save');
    const answer = await call('targets.save', request());
    setBusy(null);
    if (answer.ok) return answer.value;
    setProblem(answer);
    return null;
  }

  return {
    draft,
    service,
    built,
    problem,
    busy,
    editing,
    change,
    generate,
    save,
    selectService: (id: string) => {
      const next = findService(id);
      if (next === undefined) return;
      change({ service: next, values: initialValues(next), variable: next.credential?.variable ?? '' });
    },
    setField: (name: string, value: string) =>
      change({ values: acceptPasted(draft.service, draft.values, name, value) }),
  };
}

export type TargetForm = ReturnType<typeof useTargetDraft>;
