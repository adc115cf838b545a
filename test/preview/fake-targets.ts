import type { TargetDraft } from '../../src-shared/ipc/drafts.ts';
import { mask } from '../../src-shared/notification-url/mask.ts';
import { findService } from '../../src-shared/notification-url/registry.ts';
import { failure, type Result, success } from '../../src-shared/result.ts';
import type { TargetView } from '../../src-shared/views/targets.ts';
import type { Answers, World } from './fake-world.ts';
import { catalogue } from './services-data.ts';

type Channel =
  | 'targets.build'
  | 'targets.save'
  | 'targets.duplicate'
  | 'targets.copyToken'
  | 'targets.setEnabled'
  | 'targets.remove'
  | 'targets.restore'
  | 'targets.test'
  | 'services.list';

const build = (draft: TargetDraft): Result<string> =>
  draft.url !== undefined
    ? success(draft.url)
    : (findService(draft.service)?.build(draft.fields ?? {}) ?? failure('unknown', 'No such service.'));

export function targetAnswers(world: World): Answers<Channel> {
  const removed = new Map<string, TargetView>();
  const setTargets = (change: (targets: TargetView[]) => TargetView[]) => {
    world.notifications = { ...world.notifications, targets: change(world.notifications.targets) };
    return null;
  };
  const find = (id: string) => world.notifications.targets.find((one) => one.id === id);
  return {
    'targets.build': (draft: TargetDraft) => {
      const url = build(draft);
      return url.ok
        ? { maskedUrl: mask(url.value), accepted: true, warnings: [], envVariable: draft.envVariable ?? null }
        : url;
    },
    'targets.save': (draft: TargetDraft) => {
      const url = build(draft);
      const before = draft.id === undefined ? undefined : find(draft.id);
      const target: TargetView = {
        id: draft.id ?? `t${Date.now()}`,
        label: draft.label,
        service: draft.service,
        serviceLabel: findService(draft.service)?.label ?? draft.service,
        maskedUrl: url.ok ? mask(url.value) : '…',
        store: draft.store,
        envVariable: draft.envVariable ?? null,
        enabled: before?.enabled ?? true,
        problem: null,
        waiting: 0,
        lastDelivery: null,
        fields: draft.fields ?? null,
        events: draft.events === undefined ? (before?.events ?? null) : draft.events,
        minimumSeverity: draft.minimumSeverity ?? before?.minimumSeverity ?? 'info',
        usesResetSmtp: draft.fields?.useResetSmtp === 'true',
      };
      setTargets((targets) =>
        before === undefined
          ? [...targets, target]
          : targets.map((one) => (one.id === target.id ? target : one)),
      );
      return target;
    },
    'targets.duplicate': (id: string) => {
      const original = find(id);
      if (original === undefined) return failure('not_found', 'This target is gone.');
      const copy: TargetView = {
        ...original,
        id: `t${Date.now()}`,
        label: `${original.label || original.serviceLabel} (copy)`,
        enabled: false,
        lastDelivery: null,
        waiting: 0,
      };
      setTargets((targets) => [...targets, copy]);
      return copy;
    },
    'targets.copyToken': () => null,
    'targets.setEnabled': ({ id, enabled }) =>
      setTargets((targets) => targets.map((one) => (one.id === id ? { ...one, enabled } : one))),
    'targets.remove': (id: string) => {
      const gone = find(id);
      if (gone) removed.set(id, gone);
      return setTargets((targets) => targets.filter((one) => one.id !== id));
    },
    'targets.restore': (id: string) => {
      const back = removed.get(id);
      return setTargets((targets) => (back ? [...targets, back] : targets));
    },
    'targets.test': (id?: string) =>
      world.notifications.targets
        .filter((one) => (id === undefined ? one.enabled : one.id === id))
        .map((one, index) => ({
          targetId: one.id,
          targetLabel: one.label || one.serviceLabel,
          ok: index === 0,
          durationMs: index === 0 ? 84 : null,
          error: index === 0 ? null : 'APPRISE_CRED_DISCORD_TEAM is not set.',
        })),
    'services.list': () => catalogue(world.variant),
  };
}
