import type { TargetDraft } from '../../../src-shared/ipc/drafts.ts';
import { isAsked, type NotificationService } from '../../../src-shared/notification-services.ts';
import { findService } from '../../../src-shared/notification-url/registry.ts';
import { fromTemplate, standInOf } from '../../../src-shared/notification-url/template.ts';
import type { DraftedUrl } from './draft.ts';
import type { StoredTarget } from './targets.ts';

/** Editing a target whose secret cannot be read now: a variable that is not set, a locked keychain. */

/** Label and filter need no secret; neither does anything else, as long as the address and its place stay. */
export const leavesAddress = (draft: TargetDraft, before: StoredTarget): boolean =>
  (draft.url?.trim() ?? '') === '' &&
  draft.fields === undefined &&
  draft.store === before.store &&
  (draft.envVariable === undefined || draft.envVariable.trim() === (before.envVariable ?? ''));

/** An invented token in the place of the one that a variable should hold, and the address with it. */
export interface StandIn {
  url: string;
  token: string;
}

/** The rest of an address whose token lives in the environment is known, and can be edited without it. */
export function standInFor({ service: id, store, url }: StoredTarget): StandIn | undefined {
  const service = findService(id);
  if (store !== 'env' || url === null || !service) return undefined;
  const token = standInOf(service);
  const whole = fromTemplate(service, url, token);
  return whole.ok ? { url: whole.value, token } : undefined;
}

/** Whether the invented token is still in the form: nobody has typed the real one. */
export const takesPlace = ({ token }: StandIn, { service, fields }: DraftedUrl): boolean =>
  service.credential !== undefined && fields[service.credential.field] === token;

/**
 * Whether the form means to keep a secret by leaving it empty. As nobody can read it, the address would be stored
 * without it, and the service might even take that.
 */
export const keepsUnread = (
  draft: TargetDraft,
  before: StoredTarget,
  service: NotificationService,
): boolean => {
  const { fields } = draft;
  if (fields === undefined || (draft.url?.trim() ?? '') !== '' || service.id !== before.service) return false;
  const secrets = service.fields.filter(
    (field) => field.kind === 'secret' && isAsked(field, fields, service.fields),
  );
  return secrets.length > 0 && secrets.every(({ name }) => (fields[name] ?? '') === '');
};
