import type { TargetDraft } from '../../../src-shared/ipc-contract.ts';
import { mask } from '../../../src-shared/notification-url/mask.ts';
import { usesResetSmtp } from '../../../src-shared/notification-url/reset-smtp.ts';
import { toTemplate } from '../../../src-shared/notification-url/template.ts';
import { failure, type Result, success } from '../../../src-shared/result.ts';
import type { BuiltTarget, SecretStore } from '../../../src-shared/views.ts';
import type { Clock, Random } from '../ports.ts';
import { emptyJournal } from '../storage/journal.ts';
import type { Db } from '../storage/open.ts';
import type { AppriseEngine } from './apprise/engine.ts';
import { type Credentials, stored, variableFor } from './credentials.ts';
import { type DraftedUrl, type Edited, urlOfDraft } from './draft.ts';
import type { Leftovers } from './leftovers.ts';
import type { ServiceLookup } from './service-lookup.ts';
import { filterOf } from './target-filter.ts';
import type { StoredTarget, TargetRepository } from './targets.ts';

export interface TargetEditorOptions {
  db: Db;
  clock: Clock;
  random: Random;
  targets: TargetRepository;
  credentials: Credentials;
  leftovers: Leftovers;
  services: ServiceLookup;
  engine: Pick<AppriseEngine, 'accepts' | 'problem'>;
}

interface Prepared extends DraftedUrl {
  before: StoredTarget | undefined;
  /** The URL that it has had. */
  current: string | undefined;
  store: SecretStore;
  template: string | undefined;
  variable: string | undefined;
}

/** From what a person typed to a stored target. */
export function createTargetEditor(options: TargetEditorOptions) {
  const { db, clock, random, targets, credentials, leftovers, services, engine } = options;

  async function prepare(draft: TargetDraft): Promise<Result<Prepared>> {
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
    const resolved = before ? await credentials.stored(before) : undefined;
    const current = resolved?.ok ? resolved.value : undefined;
    const edited: Edited | undefined = before && { target: before, url: current };
    const drafted = await urlOfDraft(draft, edited, services);
    // Without its stored secret a form that leaves it out cannot be completed: say why it is not there.
    if (!drafted.ok)
      return resolved && !resolved.ok && drafted.code === 'required'
        ? { ...resolved, field: drafted.field }
        : drafted;
    // A reference to the SMTP settings holds no secret: there is nothing to choose a place for.
    const store = usesResetSmtp(drafted.value.url) ? 'database' : draft.store;
    if (store !== 'env')
      return success({ ...drafted.value, before, current, store, template: undefined, variable: undefined });
    const prepared = prepareForEnvironment(draft, drafted.value, before);
    return prepared.ok ? success({ ...prepared.value, current, store }) : prepared;
  }

  function prepareForEnvironment(
    draft: TargetDraft,
    drafted: DraftedUrl,
    before: StoredTarget | undefined,
  ): Result<Omit<Prepared, 'current' | 'store'>> {
    const variable = variableFor(drafted.service, draft.envVariable);
    if (!variable.ok) return variable;
    const template = toTemplate(drafted.service, drafted.fields);
    if (!template.ok) return template;
    const moved = before !== undefined && (before.store !== 'env' || before.envVariable !== variable.value);
    // Nobody has seen the token that is about to leave its store: it must already be where it goes.
    if (
      moved &&
      !typedSecret(draft, drafted) &&
      credentials.variable(variable.value) !== template.value.token
    ) {
      return failure(
        'variable_missing',
        `${variable.value} does not hold this target’s token yet: set it in .env first, or enter the token again.`,
        'envVariable',
      );
    }
    return success({ ...drafted, before, template: template.value.template, variable: variable.value });
  }

  /** The row stays as it was, so must its secret. */
  const putBack = async (id: string, before: StoredTarget | undefined, current: string | undefined) => {
    if (before?.store !== 'keychain') await credentials.drop(id);
    else if (current !== undefined) await credentials.keep(id, current);
  };

  /** What Apprise says about the address as it would be sent to. */
  const verdict = async (url: string, id: string): Promise<Pick<BuiltTarget, 'accepted' | 'warnings'>> => {
    const complete = await credentials.complete(url);
    if (!complete.ok) return { accepted: null, warnings: [incomplete(complete.message)] };
    const accepted = await engine.accepts(complete.value);
    const missing = (await services.find(id))?.missing;
    const warnings = [engine.problem(complete.value)?.message, missing].filter((text) => text != null);
    return { accepted, warnings };
  };

  return {
    /** "Generate URL": every field checked, Apprise asked, nothing stored. */
    async build(draft: TargetDraft): Promise<Result<BuiltTarget>> {
      const prepared = await prepare(draft);
      if (!prepared.ok) return prepared;
      const { url, service, variable } = prepared.value;
      const { accepted, warnings } = await verdict(url, service.id);
      const reset = usesResetSmtp(url);
      return success({
        maskedUrl: mask(url),
        accepted,
        warnings,
        envVariable: reset ? null : (variable ?? service.credential?.variable ?? null),
      });
    },

    /** Stores the secret first, then the row; what the old place held is removed last. */
    async save(draft: TargetDraft): Promise<Result<StoredTarget>> {
      const prepared = await prepare(draft);
      if (!prepared.ok) return prepared;
      const { url, service, before, current, store, template, variable } = prepared.value;
      if ((await verdict(url, service.id)).accepted === false) {
        return failure('refused', 'Apprise does not accept this address.', draft.url ? 'url' : undefined);
      }
      const id = before?.id ?? newId(random);
      const target: StoredTarget = {
        id,
        label: draft.label.trim(),
        service: service.id,
        maskedUrl: mask(url),
        ...stored(store, url, template, variable),
        ...filterOf(draft, before),
        enabled: before?.enabled ?? true,
        disabledAt: before?.disabledAt ?? null,
        createdAt: before?.createdAt ?? clock.now(),
        removedAt: null,
      };
      if (store === 'keychain') {
        const kept = await credentials.keep(id, url, () => leftovers.note(id));
        if (!kept.ok) return kept;
      }
      try {
        db.transaction(() => {
          if (before) targets.update(target);
          else targets.insert(target);
          if (store === 'keychain') leftovers.forget(id);
          else if (before?.store === 'keychain') leftovers.note(id);
        })();
      } catch (error) {
        if (store === 'keychain') await putBack(id, before, current);
        throw error;
      }
      if (before?.store === 'database') emptyJournal(db);
      if (before?.store === 'keychain' && store !== 'keychain' && (await credentials.drop(id)))
        leftovers.forget(id);
      return success(target);
    },
  };
}

const typedSecret = (draft: TargetDraft, { service }: DraftedUrl): boolean =>
  Boolean(draft.url?.trim()) || (draft.fields?.[service.credential?.field ?? ''] ?? '') !== '';

const PLACE = 'Settings → Mailbox Password Reset';
const incomplete = (reason: string): string =>
  `The SMTP settings under ${PLACE} are not complete: ${reason.replace(`${PLACE}: `, '')}`;

export const newId = (random: Random): string =>
  Array.from({ length: 12 }, () => Math.floor(random.next() * 36).toString(36)).join('');
