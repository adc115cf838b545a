import type { TargetDraft } from '../../../src-shared/ipc/drafts.ts';
import type { FieldValues, NotificationService } from '../../../src-shared/notification-services.ts';
import { pasted } from '../../../src-shared/notification-url/paste.ts';
import { recognise } from '../../../src-shared/notification-url/registry.ts';
import { failure, type Result, success } from '../../../src-shared/result.ts';
import { isGenericId, type ServiceLookup, schemaOf } from './service-lookup.ts';
import type { StoredTarget } from './targets.ts';

export interface DraftedUrl {
  url: string;
  service: NotificationService;
  fields: FieldValues;
}

/** A target that is being edited: its row, and its URL where that can be had. */
export interface Edited {
  target: StoredTarget;
  url: string | undefined;
}

/** The URL that a form or a pasted text stands for. An empty secret of an edited target means the one it has. */
export async function urlOfDraft(
  draft: TargetDraft,
  edited: Edited | undefined,
  services: ServiceLookup,
): Promise<Result<DraftedUrl>> {
  const text = draft.url?.trim() ?? '';
  if (text !== '') return pasted(text);
  if (draft.fields === undefined) return unchanged(edited, services);
  const service = (await services.find(draft.service))?.service;
  if (!service) return unknownService(draft.service);
  return builtWith(service, draft.fields, edited?.url);
}

/** Only the label, the store or the filter changes: the address and its service stay. */
async function unchanged(edited: Edited | undefined, services: ServiceLookup): Promise<Result<DraftedUrl>> {
  const url = edited?.url;
  if (edited === undefined || url === undefined) return failure('required', 'URL is needed.', 'url');
  const { service: id } = edited.target;
  const service = (await services.find(id))?.service;
  const fields = service?.parse(url);
  if (service && fields) return success({ url, service, fields });
  if (isGenericId(id)) return success({ url, service: service ?? withoutForm(id), fields: {} });
  const found = recognise(url);
  return found ? success({ url, ...found }) : failure('required', 'URL is needed.', 'url');
}

const unknownService = (id: string): Result<DraftedUrl> =>
  isGenericId(id)
    ? failure(
        'engine_missing',
        'The form of this service comes from Apprise, which could not be asked for it: see Delivery engine.',
        'service',
      )
    : failure('unknown_service', 'This service is not known.', 'service');

/** A service of an Apprise that cannot be asked: its address is known, and all else stays as it is. */
const withoutForm = (id: string): NotificationService => ({
  id,
  label: schemaOf(id),
  fields: [],
  build: () => unknownService(id) as Result<string>,
  parse: () => undefined,
  ownHost: () => undefined,
});

function builtWith(
  service: NotificationService,
  typed: FieldValues,
  current: string | undefined,
): Result<DraftedUrl> {
  const kept = withKeptSecrets(service, typed, current);
  const url = service.build(kept);
  // A login that was cleared takes the password with it, which nobody could clear by typing.
  const without = !url.ok && url.code === 'required' && kept !== typed ? service.build(typed) : undefined;
  const [built, fields] = without?.ok ? [without, typed] : [url, kept];
  return built.ok
    ? success({ url: built.value, service, fields: service.parse(built.value) ?? fields })
    : built;
}

/** Each secret that is left empty stays as it is, unless one was typed that cannot be given together with it. */
function withKeptSecrets(
  service: NotificationService,
  typed: FieldValues,
  current: string | undefined,
): FieldValues {
  const before = current === undefined ? undefined : service.parse(current);
  if (!before) return typed;
  const secrets = service.fields.filter(({ kind }) => kind === 'secret');
  const given = secrets.filter(({ name }) => (typed[name] ?? '') !== '');
  const kept = secrets.filter(
    (secret) =>
      !given.includes(secret) &&
      !given.some((one) => one.excludes?.includes(secret.name) || secret.excludes?.includes(one.name)),
  );
  if (kept.length === 0) return typed;
  return { ...typed, ...Object.fromEntries(kept.map(({ name }) => [name, before[name] ?? ''])) };
}

/** The form without its secrets, for editing; a field that the URL says nothing about begins as in a new form. */
export function openFields(service: NotificationService, fields: FieldValues): FieldValues {
  const open = service.fields.filter(({ kind }) => kind !== 'secret');
  return Object.fromEntries(
    open.flatMap(({ name }) => (fields[name] === undefined ? [] : [[name, fields[name]]])),
  );
}
