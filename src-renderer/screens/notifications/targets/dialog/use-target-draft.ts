import { useState } from 'react';
import type { FieldValues, NotificationService } from '../../../../../src-shared/notification-services.ts';
import type { Recognised } from '../../../../../src-shared/notification-url/registry.ts';
import type { Failure } from '../../../../../src-shared/result.ts';
import type { ServiceDescription } from '../../../../../src-shared/service-catalogue.ts';
import type { NotificationsView } from '../../../../../src-shared/views/notifications.ts';
import type { BuiltTarget, TargetView } from '../../../../../src-shared/views/targets.ts';
import { call } from '../../../../ipc.ts';
import { type FieldErrors, fieldSentence } from '../../../../lib/field-errors.ts';
import { acceptPasted } from '../../../../lib/paste-fields.ts';
import { askedFields, initialValues } from '../../../../lib/service-fields.ts';
import {
  type DraftState,
  draftErrors,
  keepsSecrets,
  requestOf,
  serviceOf,
  startOf,
  type TargetStore,
  withStore,
} from '../../../../lib/target-draft.ts';

export interface DialogInput {
  /** The target to edit; null for a new one. */
  target: TargetView | null;
  /** Its service, or the first that is offered. */
  service: NotificationService;
  description: ServiceDescription | null;
  keychain: NotificationsView['keychain'];
  /** Variables that other targets name. */
  takenVariables: readonly string[];
}

/** Fields that every draft has, whatever its service asks. */
const OWN_FIELDS = ['url', 'envVariable', 'events', 'service', 'store'];

/** The state of the dialog: what was typed, what Apprise said of it, and what is wrong. */
export function useTargetDraft(input: DialogInput) {
  const { target, keychain, takenVariables } = input;
  const [draft, setDraft] = useState<DraftState>(() =>
    startOf(target, input.service, input.description, keychain.usable),
  );
  const [built, setBuilt] = useState<BuiltTarget | null>(null);
  const [errors, setErrors] = useState<FieldErrors>({});
  /** What no field is to blame for. */
  const [refusal, setRefusal] = useState<string | null>(null);
  /** Counts refusals, so that each of them moves the focus. */
  const [refusals, setRefusals] = useState(0);
  const [busy, setBusy] = useState<'generate' | 'save' | null>(null);
  const [foreign, setForeign] = useState<Recognised | null>(null);
  const keeps = draft.tab === 'build' ? keepsSecrets(draft, target) : target !== null;

  /** @param mended fields whose errors go, since they changed. */
  const edit = (next: Partial<DraftState>, mended: readonly string[], sameUrl = false) => {
    setDraft((now) => ({ ...now, ...next }));
    setErrors((now) => Object.fromEntries(Object.entries(now).filter(([name]) => !mended.includes(name))));
    setRefusal(null);
    if (!sameUrl) setBuilt(null);
  };

  const refuse = (found: FieldErrors, sentence: string | null = null) => {
    setErrors(found);
    setRefusal(sentence);
    setRefusals((count) => count + 1);
  };

  /** Main names a field of the form, one of the draft, or none. */
  function refuseWith({ field, message }: Failure) {
    if (draft.tab === 'paste' && field !== undefined && !OWN_FIELDS.includes(field))
      return refuse({ url: fieldSentence('URL', message) });
    const asked = askedFields(draft.service, draft.values).find(({ name }) => name === field);
    if (asked !== undefined) return refuse({ [asked.name]: fieldSentence(asked.label, message) });
    if (field !== undefined && OWN_FIELDS.includes(field)) return refuse({ [field]: message });
    refuse({}, message);
  }

  async function generate(): Promise<boolean> {
    const found = draftErrors(draft, target);
    if (Object.keys(found).length > 0) {
      refuse(found);
      return false;
    }
    setErrors({});
    setRefusal(null);
    setBusy('generate');
    const answer = await call('targets.build', requestOf(draft, target));
    setBusy(null);
    if (answer.ok) setBuilt(answer.value);
    else refuseWith(answer);
    return answer.ok && answer.value.accepted !== false;
  }

  async function save(): Promise<TargetView | null> {
    const found = draftErrors(draft, target);
    if (Object.keys(found).length > 0) {
      refuse(found);
      return null;
    }
    if (built?.accepted === false || (built === null && !(await generate()))) return null;
    setBusy('save');
    const answer = await call('targets.save', requestOf(draft, target));
    setBusy(null);
    if (answer.ok) return answer.value;
    refuseWith(answer);
    return null;
  }

  /** @param filled what an address that was pasted elsewhere says. */
  function selectService(
    service: NotificationService,
    description: ServiceDescription | null,
    filled?: FieldValues,
  ) {
    const stored = filled ?? (service.id === target?.service ? target.fields : null);
    setForeign(null);
    setErrors({});
    const next = { ...draft, service, description, values: initialValues(service, stored), variable: '' };
    // A place that the new service does not have is not kept by accident.
    const store = draft.store === 'env' && service.credential === undefined ? firstStore() : draft.store;
    edit(withStore(next, store, takenVariables), []);
  }
  const firstStore = (): TargetStore => (keychain.usable ? 'keychain' : 'database');

  return {
    draft,
    target,
    service: serviceOf(draft),
    built,
    errors,
    refusal,
    refusals,
    busy,
    keeps,
    foreign,
    generate,
    save,
    selectService,
    setTab: (tab: DraftState['tab']) => edit({ tab }, Object.keys(errors)),
    setUrl: (url: string) => edit({ url }, ['url']),
    setField(name: string, value: string) {
      const taken = acceptPasted(draft.service, draft.values, name, value);
      const { values } = taken;
      setForeign(taken.foreign);
      edit(
        { values },
        Object.keys(values).filter((key) => values[key] !== draft.values[key]),
      );
    },
    setStore: (store: TargetStore) => edit(withStore(draft, store, takenVariables), ['store', 'envVariable']),
    setVariable: (variable: string) => edit({ variable }, ['envVariable']),
    /** What does not touch the URL leaves Apprise's verdict as it is. */
    setPlain: (next: Partial<Pick<DraftState, 'label' | 'events' | 'minimumSeverity'>>) =>
      edit(next, Object.keys(next), true),
  };
}

export type TargetForm = ReturnType<typeof useTargetDraft>;
