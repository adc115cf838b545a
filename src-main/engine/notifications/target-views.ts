import type { NotificationService } from '../../../src-shared/notification-services.ts';
import { findService, recognise } from '../../../src-shared/notification-url/registry.ts';
import { usesResetSmtp } from '../../../src-shared/notification-url/reset-smtp.ts';
import { templateFields } from '../../../src-shared/notification-url/template.ts';
import type { TargetView } from '../../../src-shared/views/targets.ts';
import type { AppriseEngine } from './apprise/engine.ts';
import type { Credentials } from './credentials.ts';
import type { DeliveryQueries } from './deliveries.ts';
import { openFields } from './draft.ts';
import { type ServiceLookup, schemaOf } from './service-lookup.ts';
import { knownEvents } from './target-filter.ts';
import type { StoredTarget } from './targets.ts';

export interface TargetViewSources {
  credentials: Credentials;
  engine: Pick<AppriseEngine, 'problem'>;
  deliveries: DeliveryQueries;
  services: ServiceLookup;
}

/** What the shells see of a target: no secret, and a sentence where something is wrong with it. */
export async function viewTarget(
  target: StoredTarget,
  { credentials, engine, deliveries, services }: TargetViewSources,
  waiting: ReadonlyMap<string, number>,
): Promise<TargetView> {
  const found = await services.find(target.service);
  const stored = await credentials.stored(target);
  const url = stored.ok ? await credentials.complete(stored.value) : stored;
  const problem = url.ok ? (engine.problem(url.value)?.message ?? found?.missing) : url.message;
  return {
    id: target.id,
    label: target.label,
    service: target.service,
    serviceLabel: found?.service.label ?? schemaOf(target.service),
    maskedUrl: target.maskedUrl,
    store: target.store,
    envVariable: target.envVariable,
    enabled: target.enabled,
    problem: problem ?? null,
    waiting: waiting.get(target.id) ?? 0,
    lastDelivery: deliveries.last(target.id),
    fields: found ? fieldsOf(target, found.service, stored.ok ? stored.value : undefined) : null,
    events: target.events && knownEvents(target.events),
    minimumSeverity: target.minimumSeverity,
    usesResetSmtp: target.url !== null && usesResetSmtp(target.url),
  };
}

function fieldsOf(
  target: StoredTarget,
  service: NotificationService,
  url: string | undefined,
): Record<string, string> | null {
  // A template says all but the token, also while the variable is missing.
  const fields =
    target.store === 'env' && target.url !== null
      ? templateFields(service, target.url)
      : url && recogniseAs(service, url);
  return fields ? openFields(service, fields) : null;
}

function recogniseAs(service: NotificationService, url: string) {
  const found = findService(service.id) && recognise(url);
  return found?.service.id === service.id ? found.fields : service.parse(url);
}
