import type { TargetDraft } from '../../../src-shared/ipc/drafts.ts';
import { failure, type Result, success } from '../../../src-shared/result.ts';
import type { BuiltTarget } from '../../../src-shared/views/targets.ts';
import { createTurns } from '../in-turn.ts';
import type { Clock, Random } from '../ports.ts';
import { emptyJournal } from '../storage/journal.ts';
import type { Db } from '../storage/open.ts';
import type { AppriseEngine } from './apprise/engine.ts';
import type { Credentials } from './credentials.ts';
import type { Leftovers } from './leftovers.ts';
import { createPreparation, type PreparedTarget } from './prepared-target.ts';
import { isGone } from './removal.ts';
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

/** From what a person typed to a stored target. */
export function createTargetEditor(options: TargetEditorOptions) {
  const { db, clock, random, targets, credentials, leftovers, services, engine } = options;

  const prepare = createPreparation({ targets, credentials, services });
  const inTurn = createTurns();

  /** The row is not what was prepared for, so the keychain must hold what it held. */
  const putBack = async (id: string, current: string | undefined) => {
    const now = targets.get(id);
    if (now?.store !== 'keychain' || isGone(now, clock.now())) await credentials.drop(id);
    else if (current !== undefined) await credentials.keep(id, current);
  };

  /** What Apprise says about the address as it would be sent to. */
  const verdict = async ({
    url,
    service,
    unread,
  }: PreparedTarget): Promise<Pick<BuiltTarget, 'accepted' | 'warnings'>> => {
    const complete = url === undefined ? undefined : await credentials.complete(url);
    if (!complete) return { accepted: null, warnings: unread === undefined ? [] : [unread] };
    if (!complete.ok) return { accepted: null, warnings: [incomplete(complete.message)] };
    const accepted = await engine.accepts(complete.value);
    const missing = (await services.find(service))?.missing;
    const warnings = [unread, engine.problem(complete.value)?.message, missing].filter(
      (text) => text != null,
    );
    return { accepted, warnings };
  };

  /**
   * The row as it is when it is written: while keychain and Apprise were asked, the target may have been switched off,
   * removed, or moved by another process.
   */
  const write = (
    id: string,
    draft: TargetDraft,
    { before, service, place }: PreparedTarget,
  ): Result<StoredTarget> => {
    const now = before && targets.get(id);
    if (before && (!now || now.removedAt !== null))
      return failure('not_found', 'This target does not exist any more.', 'id');
    if (
      before &&
      now &&
      (['store', 'url', 'envVariable', 'service'] as const).some((key) => now[key] !== before[key])
    )
      return failure('changed', 'This target was changed meanwhile: close the form and open it again.');
    const target: StoredTarget = {
      id,
      label: draft.label.trim(),
      service,
      ...place,
      ...filterOf(draft, now),
      enabled: now?.enabled ?? true,
      disabledAt: now?.disabledAt ?? null,
      createdAt: now?.createdAt ?? clock.now(),
      removedAt: null,
    };
    if (now) targets.update(target);
    else targets.insert(target);
    if (place.store === 'keychain') leftovers.forget(id);
    else if (now?.store === 'keychain') leftovers.note(id);
    return success(target);
  };

  /** Stores the secret first, then the row; what the old place held is removed last. */
  const save = async (draft: TargetDraft): Promise<Result<StoredTarget>> => {
    const prepared = await prepare(draft);
    if (!prepared.ok) return prepared;
    const { before, current, url, place } = prepared.value;
    if ((await verdict(prepared.value)).accepted === false) {
      return failure('refused', 'Apprise does not accept this address.', draft.url ? 'url' : undefined);
    }
    const id = before?.id ?? newId(random);
    const toKeychain = place.store === 'keychain' && url !== undefined;
    if (toKeychain) {
      const kept = await credentials.keep(id, url, () => leftovers.note(id));
      if (!kept.ok) return kept;
    }
    let written: Result<StoredTarget>;
    try {
      written = db.transaction(() => write(id, draft, prepared.value))();
    } catch (error) {
      if (toKeychain) await putBack(id, current);
      throw error;
    }
    if (!written.ok) {
      if (toKeychain) await putBack(id, current);
      return written;
    }
    if (before?.store === 'database') emptyJournal(db);
    if (before?.store === 'keychain' && place.store !== 'keychain' && (await credentials.drop(id)))
      leftovers.forget(id);
    return written;
  };

  return {
    /** "Generate URL": every field checked, Apprise asked, nothing stored. */
    async build(draft: TargetDraft): Promise<Result<BuiltTarget>> {
      const prepared = await prepare(draft);
      if (!prepared.ok) return prepared;
      const { place, variable } = prepared.value;
      return success({
        maskedUrl: place.maskedUrl,
        ...(await verdict(prepared.value)),
        envVariable: variable,
      });
    },

    /** One save of a target after the other: keychain and row must be of the same one. */
    save: (draft: TargetDraft): Promise<Result<StoredTarget>> =>
      draft.id === undefined ? save(draft) : inTurn(draft.id, () => save(draft)),
  };
}

const PLACE = 'Settings → Mailbox Password Reset';
const incomplete = (reason: string): string =>
  `The SMTP settings under ${PLACE} are not complete: ${reason.replace(`${PLACE}: `, '')}`;

export const newId = (random: Random): string =>
  Array.from({ length: 12 }, () => Math.floor(random.next() * 36).toString(36)).join('');
