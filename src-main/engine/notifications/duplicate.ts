import { findService } from '../../../src-shared/notification-url/registry.ts';
import { failure, type Result, success } from '../../../src-shared/result.ts';
import type { Clock, Random } from '../ports.ts';
import type { Db } from '../storage/open.ts';
import type { Credentials } from './credentials.ts';
import type { Leftovers } from './leftovers.ts';
import { schemaOf } from './service-lookup.ts';
import { newId } from './target-editor.ts';
import type { StoredTarget, TargetRepository } from './targets.ts';

export interface DuplicationOptions {
  db: Db;
  clock: Clock;
  random: Random;
  targets: TargetRepository;
  credentials: Credentials;
  leftovers: Leftovers;
}

const COPY = ' (copy)';
/** As in the contract with the window. */
const LONGEST_LABEL = 200;

/** Room is made at the label's end, never in the middle of a character. */
const copyLabel = (label: string): string =>
  `${label.slice(0, LONGEST_LABEL - COPY.length).replace(/[\uD800-\uDBFF]$/, '')}${COPY}`;

/**
 * A copy of a target with its secret in the same store (the same variable, where it lives in the environment), switched
 * off, so that nothing arrives twice until somebody wants it.
 */
export async function duplicateTarget(
  id: string,
  options: DuplicationOptions,
): Promise<Result<StoredTarget>> {
  const { db, clock, random, targets, credentials, leftovers } = options;
  const original = targets.get(id);
  if (!original || original.removedAt !== null)
    return failure('not_found', 'This target does not exist any more.', 'id');
  const now = clock.now();
  const copy: StoredTarget = {
    ...original,
    id: newId(random),
    label: copyLabel(original.label || (findService(original.service)?.label ?? schemaOf(original.service))),
    enabled: false,
    disabledAt: now,
    createdAt: now,
  };
  if (copy.store === 'keychain') {
    const url = await credentials.stored(original);
    if (!url.ok) return url;
    const kept = await credentials.keep(copy.id, url.value, () => leftovers.note(copy.id));
    if (!kept.ok) return kept;
  }
  db.transaction(() => {
    targets.insert(copy);
    if (copy.store === 'keychain') leftovers.forget(copy.id);
  })();
  return success(copy);
}
