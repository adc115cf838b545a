import type { Bridge, FeedMessage, IpcChannel, TargetDraft } from '../../src-shared/ipc-contract.ts';
import { mask } from '../../src-shared/notification-url/mask.ts';
import { findService } from '../../src-shared/notification-url/registry.ts';
import { failure, type Result, success } from '../../src-shared/result.ts';
import { SETTINGS, type SettingKey } from '../../src-shared/settings.ts';
import type { DeliveryEngine, Overview, ScanProgress } from '../../src-shared/views.ts';
import {
  ago,
  alarmedMailboxes,
  allMailboxes,
  healthyFleet,
  manyDomains,
  troubledFleet,
} from './fleet-data.ts';
import { installDone, installFailed, installSteps } from './install-data.ts';
import { deliveriesOf, events } from './log-data.ts';
import { doctorItems, emptyNotifications, monitors, notificationsView } from './notification-data.ts';
import { settingsList } from './settings-data.ts';

/** Stands in for main in the preview: answers the contract from sample data and plays a scan. Nothing is real. */

const account = {
  id: 'default',
  label: 'demo at eagle.mxlogin.com',
  server: 'eagle.mxlogin.com',
  username: 'demo',
  apiUrl: 'https://api.mxroute.com',
  hasKey: true,
  fromEnvironment: [] as string[],
};

function overviewOf(variant: string): Overview {
  const calm = variant === 'healthy';
  const fleet = calm ? healthyFleet : variant === 'many' ? manyDomains : troubledFleet;
  const count = (overall: string) => fleet.filter((row) => row.overall === overall).length;
  const wrong = fleet.filter((row) => row.overall === 'unhealthy' || row.overall === 'degraded');
  return {
    accounts:
      variant === 'empty' || variant === 'setup'
        ? []
        : [{ ...account, fromEnvironment: variant === 'demo' ? ['MX_SERVER'] : [] }],
    state: calm ? 'healthy' : 'unhealthy',
    summary: calm
      ? 'all 3 domains healthy, checked 5 min ago'
      : '2 unhealthy, 1 degraded, 2 mailboxes in alarm, 1 cannot be checked, checked 5 min ago',
    counts: {
      healthy: count('healthy'),
      degraded: count('degraded'),
      unhealthy: count('unhealthy'),
      unknown: count('unknown'),
    },
    attention: calm
      ? []
      : [
          {
            kind: 'monitor',
            severity: 'failure',
            subject: 'Mailbox usage',
            message:
              'MXroute did not answer (timed out after 15 s). Alerts continue with the last known state. Next try in 2 min.',
          },
          ...wrong.map((row) => ({
            kind: 'dns' as const,
            severity: row.overall === 'unhealthy' ? ('failure' as const) : ('warning' as const),
            subject: row.domain,
            message:
              Object.values(row.checks).find((check) => check.status === 'fail' || check.status === 'warn')
                ?.message ?? '',
          })),
          {
            kind: 'mailbox',
            severity: 'warning',
            subject: 'info@contoso.example',
            message: '961 of 1,024 MB used (93.8 %).',
            eventId: 899,
          },
          {
            kind: 'mailbox',
            severity: 'warning',
            subject: 'newsletter@northwind-traders.example',
            message: '8,991 of 9,600 messages sent today (93.7 %).',
          },
        ],
    fleet,
    alarmedMailboxes: calm ? [] : alarmedMailboxes,
    monitors,
    scan: null,
    online: variant !== 'offline',
  };
}

export function installFakeBridge(variant: string, theme: string): void {
  const listeners = new Set<(message: FeedMessage) => void>();
  const feed = (message: FeedMessage) => {
    for (const listener of listeners) listener(message);
  };
  const bare = variant === 'empty' || variant === 'setup';
  let overview = overviewOf(variant);
  let notifications = structuredClone(bare || variant === 'nothing' ? emptyNotifications : notificationsView);
  let settings = settingsList(theme);
  let timer: ReturnType<typeof setInterval> | undefined;
  const removed = new Map<string, (typeof notifications.targets)[number]>();

  const progress = (done: number, state: ScanProgress['state']): ScanProgress => ({
    id: 's1',
    kind: 'all',
    monitor: 'dns',
    done,
    total: overview.fleet.length,
    current: overview.fleet[done]?.domain ?? null,
    state,
    message: null,
  });
  const endScan = (state: ScanProgress['state'], done: number) => {
    clearInterval(timer);
    feed({ topic: 'scan', progress: progress(done, state) });
  };
  const build = (draft: TargetDraft): Result<string> =>
    draft.url !== undefined
      ? success(draft.url)
      : (findService(draft.service)?.build(draft.fields ?? {}) ?? failure('unknown', 'No such service.'));

  let installTimer: ReturnType<typeof setTimeout> | undefined;
  const setEngine = (change: Partial<DeliveryEngine>) => {
    notifications = { ...notifications, engine: { ...notifications.engine, ...change } };
    feed({ topic: 'engine' });
  };
  /** The steps one after the other; on the bare variant it ends badly. */
  const playInstall = (index: number) => {
    const installing = installSteps[index];
    if (installing) setEngine({ installing, lastInstall: null });
    else setEngine({ installing: null, ...(bare ? installFailed : installDone) });
    if (installing) installTimer = setTimeout(() => playInstall(index + 1), 700);
  };

  // biome-ignore lint/suspicious/noExplicitAny: one table of fakes for all channels
  const answers: Record<IpcChannel, (input: any) => unknown> = {
    'app.info': () => ({
      version: '0.1.0',
      electron: '45.4.1',
      node: '24.21.0',
      platform: 'linux',
      dataDir: '/home/ann/.config/mxroute-manager',
      demo: variant === 'demo',
      notices:
        variant === 'failure'
          ? [
              {
                code: 'restored',
                level: 'warning',
                message:
                  'The database was damaged. The backup of last night was restored; the damaged file was set aside.',
              },
            ]
          : [],
    }),
    'app.openExternal': () => null,
    'app.copySecret': () => null,
    'account.test': (input) =>
      input.apiKey === 'wrong'
        ? failure('unauthorized', 'MXroute refused this API key. Check it, or create a new one.', 'apiKey')
        : { domains: troubledFleet.map((row) => row.domain) },
    'account.save': () => {
      overview = { ...overview, accounts: [account] };
      return account;
    },
    'account.remove': () => {
      overview = { ...overview, accounts: [] };
      return null;
    },
    'overview.get': () =>
      variant === 'failure'
        ? failure(
            'api',
            'Could not reach MXroute (timed out after 15 s). Alerts continue with the last known state. Next try in 2 min.',
          )
        : overview,
    'mailboxes.list': () => allMailboxes,
    'scan.start': () => {
      let done = 0;
      feed({ topic: 'scan', progress: progress(0, 'running') });
      timer = setInterval(() => {
        done++;
        if (done >= overview.fleet.length) endScan('done', done);
        else feed({ topic: 'scan', progress: progress(done, 'running') });
      }, 400);
      return { id: 's1' };
    },
    'scan.cancel': () => {
      endScan('cancelled', 0);
      return null;
    },
    'notifications.get': () => notifications,
    'notifications.save': (draft) => {
      notifications = { ...notifications, ...draft };
      return notifications;
    },
    'targets.build': (draft: TargetDraft) => {
      const url = build(draft);
      return url.ok
        ? { maskedUrl: mask(url.value), accepted: true, warnings: [], envVariable: draft.envVariable ?? null }
        : url;
    },
    'targets.save': (draft: TargetDraft) => {
      const url = build(draft);
      const saved = {
        id: draft.id ?? `t${Date.now()}`,
        label: draft.label,
        service: draft.service,
        serviceLabel: findService(draft.service)?.label ?? draft.service,
        maskedUrl: url.ok ? mask(url.value) : '…',
        store: draft.store,
        envVariable: draft.envVariable ?? null,
        enabled: true,
        problem: null,
        waiting: 0,
        lastDelivery: null,
        fields: draft.fields ?? null,
      };
      notifications = {
        ...notifications,
        targets: [...notifications.targets.filter(({ id }) => id !== saved.id), saved],
      };
      return saved;
    },
    'targets.setEnabled': ({ id, enabled }) => {
      notifications = {
        ...notifications,
        targets: notifications.targets.map((one) => (one.id === id ? { ...one, enabled } : one)),
      };
      return null;
    },
    'targets.remove': (id) => {
      const gone = notifications.targets.find((one) => one.id === id);
      if (gone) removed.set(id, gone);
      notifications = { ...notifications, targets: notifications.targets.filter((one) => one.id !== id) };
      return null;
    },
    'targets.restore': (id) => {
      const back = removed.get(id);
      if (back) notifications = { ...notifications, targets: [...notifications.targets, back] };
      return null;
    },
    'targets.test': (id) =>
      notifications.targets
        .filter((one) => (id === undefined ? one.enabled : one.id === id))
        .map((one, index) => ({
          targetId: one.id,
          targetLabel: one.label || one.serviceLabel,
          ok: index === 0,
          durationMs: index === 0 ? 84 : null,
          error: index === 0 ? null : 'APPRISE_CRED_DISCORD_TEAM is not set.',
        })),
    'engine.install': () => {
      playInstall(0);
      return null;
    },
    'engine.cancelInstall': () => {
      clearTimeout(installTimer);
      setEngine({
        installing: null,
        lastInstall: {
          outcome: 'cancelled',
          at: ago(0),
          message: 'The installation was cancelled. Nothing was changed.',
          remedy: null,
        },
      });
      return null;
    },
    'events.list': ({ limit = 50, before = Number.POSITIVE_INFINITY, action }) => {
      if (variant === 'empty') return { events: [], nextBefore: null };
      const found = events.filter(
        (one) => one.id < before && (action === undefined || one.action === action),
      );
      const page = found.slice(0, limit);
      return { events: page, nextBefore: found.length > limit ? (page.at(-1)?.id ?? null) : null };
    },
    'events.get': (id) => {
      const event = events.find((one) => one.id === id);
      return event
        ? { event, deliveries: deliveriesOf(id) }
        : failure('not_found', 'This event is no longer in the log.');
    },
    'settings.list': () => settings,
    'settings.set': ({ key, value }: { key: SettingKey; value: unknown }) => {
      const parsed = SETTINGS[key].schema.safeParse(value);
      if (!parsed.success)
        return failure('invalid', `${SETTINGS[key].label} ${parsed.error.issues[0]?.message}.`, key);
      settings = settings.map((one) =>
        one.key === key ? { ...one, value: parsed.data, source: 'stored' } : one,
      );
      return settings.find((one) => one.key === key);
    },
    'dns.testResolvers': () => [
      { server: '1.1.1.1', ok: true, message: 'Answered in 12 ms.', ms: 12 },
      { server: '9.9.9.9:53', ok: false, message: 'Did not answer within 3 s.', ms: null },
    ],
    'data.backupNow': () => ({ file: '/home/ann/.config/mxroute-manager/backups/2026-03-08.sqlite' }),
    'data.openFolder': () => null,
    'doctor.run': () => doctorItems,
    'demo.received': () => [
      {
        at: ago(1),
        title: '[MXroute Manager] DNS problem: acme.example',
        body: 'acme.example is unhealthy since 12:04.\nMX: No MX record is published.\nExpected: 10 eagle.mxlogin.com\nFound: nothing',
        type: 'failure',
      },
      {
        at: ago(3),
        title: '[MXroute Manager] Mailbox has room again: ann@wingtip.example',
        body: '85 of 1,024 MB (8.3 %).',
        type: 'success',
      },
    ],
  };
  const bridge: Bridge = {
    async invoke(channel, input) {
      await new Promise((resolve) => setTimeout(resolve, variant === 'loading' ? 3_600_000 : 30));
      const answer = answers[channel as IpcChannel](input) as { ok?: boolean } | null;
      return structuredClone(
        answer !== null && typeof answer === 'object' && answer.ok === false ? answer : success(answer),
      );
    },
    onFeed(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  Object.assign(window, { mxroute: bridge, previewFeed: feed });
}
