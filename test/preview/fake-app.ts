import { failure } from '../../src-shared/result.ts';
import { SETTING_LABELS } from '../../src-shared/setting-labels.ts';
import { SETTINGS, type SettingKey } from '../../src-shared/settings.ts';
import type { ScanProgress } from '../../src-shared/views/scans.ts';
import { account } from './fake-overview.ts';
import type { Answers, World } from './fake-world.ts';
import { ago, troubledFleet } from './fleet-data.ts';
import { settingsList } from './settings-data.ts';

type Channel =
  | 'app.info'
  | 'app.openExternal'
  | 'app.copySecret'
  | 'account.test'
  | 'account.save'
  | 'account.remove'
  | 'overview.get'
  | 'scan.start'
  | 'scan.cancel'
  | 'settings.list'
  | 'settings.set'
  | 'data.backupNow'
  | 'data.openFolder'
  | 'demo.received';

const DAMAGED = {
  code: 'restored',
  level: 'warning',
  message: 'The database was damaged. The backup of last night was restored; the damaged file was set aside.',
};

/** Everything that is not about notifications. */
export function appAnswers(world: World): Answers<Channel> {
  let settings = settingsList(world.theme, world.variant);
  let timer: ReturnType<typeof setInterval> | undefined;
  const fleet = world.domains;
  const tell = (done: number, state: ScanProgress['state']) => {
    if (state !== 'running') clearInterval(timer);
    world.feed({
      topic: 'scan',
      progress: {
        id: 's1',
        kind: 'all',
        monitor: 'dns',
        done,
        total: fleet.length,
        current: fleet[done]?.domain ?? null,
        secondLook: false,
        state,
        message: null,
      },
    });
  };
  return {
    'app.info': () => ({
      version: '0.1.0',
      electron: '45.4.1',
      node: '24.21.0',
      platform: 'linux',
      dataDir: '/home/ann/.config/mxroute-manager',
      demo: world.variant === 'demo',
      notices: world.variant === 'failure' ? [DAMAGED] : [],
    }),
    'app.openExternal': () => null,
    'app.copySecret': () => null,
    'account.test': (input) =>
      input.apiKey === 'wrong'
        ? failure('unauthorized', 'MXroute refused this API key. Check it, or create a new one.', 'apiKey')
        : { domains: troubledFleet.map((row) => row.domain) },
    'account.save': () => {
      world.overview = { ...world.overview, accounts: [account] };
      return account;
    },
    'account.remove': () => {
      world.overview = { ...world.overview, accounts: [] };
      return null;
    },
    'overview.get': () =>
      world.variant === 'failure'
        ? failure(
            'api',
            'Could not reach MXroute (timed out after 15 s). Alerts continue with the last known state. Next try in 2 min.',
          )
        : world.overview,
    'scan.start': () => {
      let done = 0;
      tell(0, 'running');
      timer = setInterval(() => {
        done++;
        tell(done, done >= fleet.length ? 'done' : 'running');
      }, 400);
      return { id: 's1' };
    },
    'scan.cancel': () => {
      tell(0, 'cancelled');
      return null;
    },
    'settings.list': () => settings,
    'settings.set': ({ key, value }: { key: SettingKey; value: unknown }) => {
      const parsed = SETTINGS[key].schema.safeParse(value);
      if (!parsed.success)
        return failure('invalid', `${SETTING_LABELS[key]} ${parsed.error.issues[0]?.message}.`, key);
      settings = settings.map((one) =>
        one.key === key ? { ...one, value: parsed.data, source: 'stored' } : one,
      );
      world.feed({ topic: 'settings' });
      return settings.find((one) => one.key === key);
    },
    'data.backupNow': () => ({ file: '/home/ann/.config/mxroute-manager/backups/2026-03-08.sqlite' }),
    'data.openFolder': () => null,
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
}
