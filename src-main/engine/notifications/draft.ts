import type { TargetDraft } from '../../../src-shared/ipc-contract.ts';
import type { FieldValues, NotificationService } from '../../../src-shared/notification-services.ts';
import { pasted } from '../../../src-shared/notification-url/paste.ts';
import { findService, recognise } from '../../../src-shared/notification-url/registry.ts';
import { failure, type Result, success } from '../../../src-shared/result.ts';

export interface DraftedUrl {
  url: string;
  service: NotificationService;
  fields: FieldValues;
}

/**
 * The URL that a form or a pasted text stands for. Where a stored target is edited, `current` is its URL: an empty
 * secret then means the one it has.
 */
export function urlOfDraft(draft: TargetDraft, current: string | undefined): Result<DraftedUrl> {
  const text = draft.url?.trim() ?? '';
  if (text !== '') return pasted(text);
  if (draft.fields === undefined) {
    const found = current === undefined ? undefined : recognise(current);
    return found && current !== undefined
      ? success({ url: current, ...found })
      : failure('required', 'URL is needed.', 'url');
  }
  const service = findService(draft.service);
  if (!service) return failure('unknown_service', 'This service is not known.', 'service');
  const fields = withKeptSecrets(service, draft.fields, current);
  const url = service.build(fields);
  return url.ok ? success({ url: url.value, service, fields: service.parse(url.value) ?? fields }) : url;
}

function withKeptSecrets(
  service: NotificationService,
  typed: FieldValues,
  current: string | undefined,
): FieldValues {
  const before = current === undefined ? undefined : service.parse(current);
  if (!before) return typed;
  const secrets = service.fields.filter((field) => field.kind === 'secret').map(({ name }) => name);
  // Two secrets that exclude each other (a token, a header): typing one replaces the other.
  if (secrets.some((name) => (typed[name] ?? '') !== '')) return typed;
  return { ...typed, ...Object.fromEntries(secrets.map((name) => [name, before[name] ?? ''])) };
}

/** The form without its secrets, for editing. */
export function openFields(service: NotificationService, fields: FieldValues): FieldValues {
  const open = service.fields.filter((field) => field.kind !== 'secret').map(({ name }) => name);
  return Object.fromEntries(open.map((name) => [name, fields[name] ?? '']));
}
