import type { BuiltTarget, TargetDraft } from '../../../src-shared/ipc-contract.ts';
import { mask } from '../../../src-shared/notification-url/mask.ts';
import { toTemplate } from '../../../src-shared/notification-url/template.ts';
import { failure, type Result, success } from '../../../src-shared/result.ts';
import type { Clock, Random } from '../ports.ts';
import type { Db } from '../storage/open.ts';
import type { AppriseEngine } from './apprise/engine.ts';
import { type Credentials, stored, variableFor } from './credentials.ts';
import { type DraftedUrl, urlOfDraft } from './draft.ts';
import type { StoredTarget, TargetRepository } from './targets.ts';

export interface TargetEditorOptions {
  db: Db;
  clock: Clock;
  random: Random;
  targets: TargetRepository;
  credentials: Credentials;
  engine: Pick<AppriseEngine, 'accepts' | 'problem'>;
}

interface Prepared extends DraftedUrl {
  before: StoredTarget | undefined;
  template: string | undefined;
  variable: string | undefined;
}

/** From what a person typed to a stored target. */
export function createTargetEditor({ db, clock, random, targets, credentials, engine }: TargetEditorOptions) {
  async function prepare(draft: TargetDraft): Promise<Result<Prepared>> {
    const before = draft.id === undefined ? undefined : targets.get(draft.id);
    if (draft.id !== undefined && (!before || before.removedAt !== null)) {
      return failure('not_found', 'This target does not exist any more.', 'id');
    }
    const current = before ? await credentials.resolve(before) : undefined;
    const drafted = urlOfDraft(draft, current?.ok ? current.value : undefined);
    // Without its stored secret a form that leaves it out cannot be completed: say why it is not there.
    if (!drafted.ok)
      return current && !current.ok && drafted.code === 'required'
        ? { ...current, field: drafted.field }
        : drafted;
    if (draft.store !== 'env')
      return success({ ...drafted.value, before, template: undefined, variable: undefined });
    return prepareForEnvironment(draft, drafted.value, before);
  }

  function prepareForEnvironment(
    draft: TargetDraft,
    drafted: DraftedUrl,
    before: StoredTarget | undefined,
  ): Result<Prepared> {
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

  return {
    /** "Generate URL": every field checked, Apprise asked, nothing stored. */
    async build(draft: TargetDraft): Promise<Result<BuiltTarget>> {
      const prepared = await prepare(draft);
      if (!prepared.ok) return prepared;
      const { url, service, variable } = prepared.value;
      const accepted = await engine.accepts(url);
      const problem = engine.problem(url);
      return success({
        maskedUrl: mask(url),
        accepted,
        warnings: problem ? [problem.message] : [],
        envVariable: variable ?? service.credential?.variable ?? null,
      });
    },

    /** Stores the secret first, then the row; what the old place held is removed last. */
    async save(draft: TargetDraft): Promise<Result<StoredTarget>> {
      const prepared = await prepare(draft);
      if (!prepared.ok) return prepared;
      const { url, service, before, template, variable } = prepared.value;
      if ((await engine.accepts(url)) === false) {
        return failure('refused', 'Apprise does not accept this address.', draft.url ? 'url' : undefined);
      }
      const id = before?.id ?? newId(random);
      const target: StoredTarget = {
        id,
        label: draft.label.trim(),
        service: service.id,
        maskedUrl: mask(url),
        ...stored(draft.store, url, template, variable),
        enabled: before?.enabled ?? true,
        createdAt: before?.createdAt ?? clock.now(),
        removedAt: null,
      };
      if (draft.store === 'keychain') {
        const kept = await credentials.keep(id, url);
        if (!kept.ok) return kept;
      }
      try {
        db.transaction(() => (before ? targets.update(target) : targets.insert(target)))();
      } catch (error) {
        if (!before && draft.store === 'keychain') await credentials.drop(id);
        throw error;
      }
      if (before?.store === 'keychain' && draft.store !== 'keychain') await credentials.drop(id);
      return success(target);
    },
  };
}

const typedSecret = (draft: TargetDraft, { service }: DraftedUrl): boolean =>
  Boolean(draft.url?.trim()) || (draft.fields?.[service.credential?.field ?? ''] ?? '') !== '';

const newId = (random: Random): string =>
  Array.from({ length: 12 }, () => Math.floor(random.next() * 36).toString(36)).join('');
