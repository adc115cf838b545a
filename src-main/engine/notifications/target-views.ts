import { findService, recognise } from '../../../src-shared/notification-url/registry.ts';
import { templateFields } from '../../../src-shared/notification-url/template.ts';
import type { TargetView } from '../../../src-shared/views.ts';
import type { AppriseEngine } from './apprise/engine.ts';
import type { Credentials } from './credentials.ts';
import type { DeliveryQueries } from './deliveries.ts';
import { openFields } from './draft.ts';
import type { StoredTarget } from './targets.ts';

export interface TargetViewSources {
  credentials: Credentials;
  engine: AppriseEngine;
  deliveries: DeliveryQueries;
}

/** What the shells see of a target: no secret, and a sentence where something is wrong with it. */
export async function viewTarget(
  target: StoredTarget,
  { credentials, engine, deliveries }: TargetViewSources,
  waiting: ReadonlyMap<string, number>,
): Promise<TargetView> {
  const service = findService(target.service);
  const url = await credentials.resolve(target);
  const problem = url.ok ? engine.problem(url.value)?.message : url.message;
  return {
    id: target.id,
    label: target.label,
    service: target.service,
    serviceLabel: service?.label ?? target.service,
    maskedUrl: target.maskedUrl,
    store: target.store,
    envVariable: target.envVariable,
    enabled: target.enabled,
    problem: problem ?? null,
    waiting: waiting.get(target.id) ?? 0,
    lastDelivery: deliveries.last(target.id),
    fields: fieldsOf(target, url.ok ? url.value : undefined),
  };
}

function fieldsOf(target: StoredTarget, url: string | undefined): Record<string, string> | null {
  const service = findService(target.service);
  if (!service) return null;
  // A template says all but the token, also while the variable is missing.
  const fields =
    target.store === 'env' && target.url !== null
      ? templateFields(service, target.url)
      : url && recogniseAs(service.id, url);
  return fields ? openFields(service, fields) : null;
}

const recogniseAs = (id: string, url: string) => {
  const found = recognise(url);
  return found?.service.id === id ? found.fields : findService(id)?.parse(url);
};
