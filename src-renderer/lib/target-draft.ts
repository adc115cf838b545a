import { suggestedVariable } from '../../src-shared/env-line.ts';
import type { TargetDraft } from '../../src-shared/ipc/drafts.ts';
import type { FieldValues, NotificationService } from '../../src-shared/notification-services.ts';
import { pasted } from '../../src-shared/notification-url/paste.ts';
import type { ServiceDescription } from '../../src-shared/service-catalogue.ts';
import type { MinimumSeverity, TargetView } from '../../src-shared/views/targets.ts';
import { variableProblem } from './env-token.ts';
import { type FieldErrors, fieldErrors } from './field-errors.ts';
import { askedValues, initialValues, usesResetSmtp } from './service-fields.ts';

/** "Add target" as a form: what it begins with, what is wrong with it, and what main is asked. */

export type TargetStore = TargetDraft['store'];

export interface DraftState {
  tab: 'build' | 'paste';
  label: string;
  service: NotificationService;
  /** Where the service is one of Apprise's own. */
  description: ServiceDescription | null;
  values: FieldValues;
  url: string;
  store: TargetStore;
  variable: string;
  events: readonly string[] | null;
  minimumSeverity: MinimumSeverity;
}

/** A URL that cannot be taken apart, or that is one secret as a whole, is edited as a whole. */
const hasForm = (target: TargetView, service: NotificationService | undefined): boolean =>
  target.fields !== null && target.service !== 'custom' && service?.id === target.service;

export function startOf(
  target: TargetView | null,
  /** The target's own service; for a new target the first that is offered. */
  service: NotificationService,
  description: ServiceDescription | null,
  keychainUsable: boolean,
): DraftState {
  return {
    tab: target !== null && !hasForm(target, service) ? 'paste' : 'build',
    label: target?.label ?? '',
    service,
    description,
    values: initialValues(service, target?.service === service.id ? target.fields : null),
    url: '',
    // A target on the reset SMTP settings has had no secret to choose a place for.
    store: (target?.usesResetSmtp ? null : target?.store) ?? (keychainUsable ? 'keychain' : 'database'),
    variable: target?.envVariable ?? '',
    events: target?.events ?? null,
    minimumSeverity: target?.minimumSeverity ?? 'info',
  };
}

/** No template of it can be a form: only Paste URL can. */
export const isPasteOnly = ({ description }: DraftState): boolean =>
  description !== null && description.templates.length === 0;

/** The service that the secret belongs to: pasted addresses have one as well. */
export function serviceOf(draft: DraftState): NotificationService {
  if (draft.tab === 'build') return draft.service;
  const found = pasted(draft.url);
  return found.ok && draft.url.trim() !== '' ? found.value.service : draft.service;
}

/** The fields, whichever tab they were typed in. */
export function valuesOf(draft: DraftState): FieldValues {
  if (draft.tab === 'build') return askedValues(draft.service, draft.values);
  const found = pasted(draft.url);
  return found.ok ? found.value.fields : {};
}

/** An empty secret stays as stored: only while the target keeps its service. */
export const keepsSecrets = (draft: DraftState, target: TargetView | null): boolean =>
  target !== null && draft.service.id === target.service && !target.usesResetSmtp;

/** The token lives in Settings → Mailbox Password Reset, so there is nothing to choose a place for. */
export const hasNoSecret = (draft: DraftState): boolean =>
  draft.tab === 'build' && usesResetSmtp(draft.service, draft.values);

/** Choosing the environment names its variable; a service without one leaves it. */
export function withStore(draft: DraftState, store: TargetStore, taken: readonly string[]): DraftState {
  const own = serviceOf(draft).credential?.variable;
  if (store !== 'env' || own === undefined) return { ...draft, store };
  const fits = variableProblem(serviceOf(draft), draft.variable) === null;
  return { ...draft, store, variable: fits ? draft.variable : suggestedVariable(own, taken, draft.label) };
}

/** Everything that can be judged here; the rest is Apprise's and main's to say. */
export function draftErrors(draft: DraftState, target: TargetView | null): FieldErrors {
  const errors = draft.tab === 'build' ? buildErrors(draft, target) : pasteErrors(draft, target);
  const wrong =
    draft.store === 'env' && !hasNoSecret(draft) ? variableProblem(serviceOf(draft), draft.variable) : null;
  if (wrong !== null) errors.envVariable = wrong;
  if (draft.events !== null && draft.events.length === 0)
    errors.events = 'Tick at least one event, or choose “All events”.';
  return errors;
}

function buildErrors(draft: DraftState, target: TargetView | null): FieldErrors {
  if (isPasteOnly(draft))
    return { service: `${draft.service.label} has no form: enter its address under Paste URL.` };
  return fieldErrors(draft.service, draft.values, keepsSecrets(draft, target));
}

function pasteErrors({ url }: DraftState, target: TargetView | null): FieldErrors {
  if (url.trim() === '') return target === null ? { url: 'Paste the address first.' } : {};
  const found = pasted(url);
  return found.ok ? {} : { url: found.message };
}

export function requestOf(draft: DraftState, target: TargetView | null): TargetDraft {
  const service = serviceOf(draft);
  const url = draft.tab === 'paste' ? draft.url.trim() : '';
  const store = hasNoSecret(draft) ? 'database' : draft.store;
  return {
    ...(target !== null && { id: target.id }),
    label: draft.label.trim(),
    service: draft.tab === 'paste' && url === '' && target !== null ? target.service : service.id,
    ...(draft.tab === 'build' && { fields: askedValues(draft.service, draft.values) }),
    ...(url !== '' && { url }),
    store,
    ...(store === 'env' && { envVariable: draft.variable }),
    events: draft.events === null ? null : [...draft.events],
    minimumSeverity: draft.minimumSeverity,
  };
}
