import type { TargetDraft } from '../../../src-shared/ipc/drafts.ts';
import { mask } from '../../../src-shared/notification-url/mask.ts';
import { usesResetSmtp } from '../../../src-shared/notification-url/reset-smtp.ts';
import { toTemplate } from '../../../src-shared/notification-url/template.ts';
import { type Failure, failure, type Result, success } from '../../../src-shared/result.ts';
import { type Credentials, stored, variableFor } from './credentials.ts';
import { type DraftedUrl, urlOfDraft } from './draft.ts';
import type { ServiceLookup } from './service-lookup.ts';
import type { StoredTarget, TargetRepository } from './targets.ts';
import { keepsUnread, leavesAddress, type StandIn, standInFor, takesPlace } from './unread-secret.ts';

/** What is to be stored, with all that is needed to do it. */
export interface PreparedTarget {
  before: StoredTarget | undefined;
  /** The URL that it has had, where that can be read. */
  current: string | undefined;
  /** The service's id. */
  service: string;
  /** Undefined: nobody can read it, and nothing of it changes. */
  url: string | undefined;
  place: Pick<StoredTarget, 'store' | 'url' | 'envVariable' | 'maskedUrl'>;
  /** Null: the service has no token that a variable could hold. */
  variable: string | null;
  /** Why its secret cannot be read now. */
  unread: string | undefined;
}

export interface PreparationOptions {
  targets: TargetRepository;
  credentials: Credentials;
  services: ServiceLookup;
}

/** Checks a draft and works out the address, where its secret goes, and what stays as it was. Stores nothing. */
export function createPreparation({ targets, credentials, services }: PreparationOptions) {
  return async function prepare(draft: TargetDraft): Promise<Result<PreparedTarget>> {
    const before = draft.id === undefined ? undefined : targets.get(draft.id);
    if (draft.id !== undefined && (!before || before.removedAt !== null)) {
      return failure('not_found', 'This target does not exist any more.', 'id');
    }
    if (draft.events?.length === 0)
      return failure(
        'required',
        'Tick at least one event: this target would get nothing otherwise.',
        'events',
      );
    const resolved = before && (await credentials.stored(before));
    const current = resolved?.ok ? resolved.value : undefined;
    const unread = resolved && !resolved.ok ? resolved : undefined;
    if (before && unread && leavesAddress(draft, before)) return success(asItWas(before, unread));
    const standIn = before && unread && standInFor(before);
    const drafted = await urlOfDraft(
      draft,
      before && { target: before, url: current ?? standIn?.url },
      services,
    );
    if (!drafted.ok)
      // Without its stored secret a form that leaves it out cannot be completed: say why it is not there.
      return unread && drafted.code === 'required' ? { ...unread, field: drafted.field } : drafted;
    const { url, service } = drafted.value;
    const isStandIn = standIn !== undefined && takesPlace(standIn, drafted.value);
    // A reference to the SMTP settings holds no secret: there is nothing to choose a place for.
    const store = usesResetSmtp(url) ? 'database' : draft.store;
    const lost =
      before !== undefined && (isStandIn ? store !== 'env' : !standIn && keepsUnread(draft, before, service));
    if (unread && lost) return { ...unread, field: service.credential?.field };
    const environment =
      store === 'env'
        ? inEnvironment(draft, drafted.value, before, isStandIn ? standIn : undefined)
        : undefined;
    if (environment && !environment.ok) return environment;
    const { template, variable } = environment?.value ?? {};
    return success({
      before,
      current,
      service: service.id,
      url,
      place: { ...stored(store, url, template, variable), maskedUrl: mask(url) },
      variable: usesResetSmtp(url) ? null : (variable ?? service.credential?.variable ?? null),
      unread: isStandIn ? unread?.message : undefined,
    });
  };

  function inEnvironment(
    draft: TargetDraft,
    drafted: DraftedUrl,
    before: StoredTarget | undefined,
    standIn: StandIn | undefined,
  ): Result<{ template: string; variable: string }> {
    const variable = variableFor(drafted.service, draft.envVariable);
    if (!variable.ok) return variable;
    const template = toTemplate(drafted.service, drafted.fields);
    if (!template.ok) return template;
    const moved = before !== undefined && (before.store !== 'env' || before.envVariable !== variable.value);
    // Nobody has seen the token that is about to leave its store: it must already be where it goes.
    if (moved && !typedSecret(draft, drafted)) {
      const there = credentials.variable(variable.value);
      // Where the old variable is not set, there is nothing to compare the new one with.
      if (standIn ? there === undefined : there !== template.value.token)
        return failure(
          'variable_missing',
          `${variable.value} does not hold this target’s token yet: set it in .env first, or enter the token again.`,
          'envVariable',
        );
    }
    return success({ template: template.value.template, variable: variable.value });
  }
}

const asItWas = (before: StoredTarget, unread: Failure): PreparedTarget => ({
  before,
  current: undefined,
  service: before.service,
  url: undefined,
  place: {
    store: before.store,
    url: before.url,
    envVariable: before.envVariable,
    maskedUrl: before.maskedUrl,
  },
  variable: before.envVariable,
  unread: unread.message,
});

const typedSecret = (draft: TargetDraft, { service }: DraftedUrl): boolean =>
  Boolean(draft.url?.trim()) || (draft.fields?.[service.credential?.field ?? ''] ?? '') !== '';
