import { join } from 'node:path';
import { success } from '../../../src-shared/result.ts';
import type { SettingKey } from '../../../src-shared/settings.ts';
import { probeServers } from '../dns/probe.ts';
import { runDoctor } from '../doctor/doctor.ts';
import type { EngineParts } from '../parts.ts';
import { systemRandom } from '../platform/clock.ts';
import { changeSettings } from '../settings/change.ts';
import { backupTo } from '../storage/backup.ts';
import type { Calls } from './channels.ts';

export function settingCalls(
  parts: EngineParts,
): Pick<Calls, 'settings.list' | 'settings.set' | 'dns.testResolvers' | 'data.backupNow' | 'doctor.run'> {
  const { settings, pool, clock, db, paths } = parts;
  return {
    'settings.list': () => success(settings.list()),
    'settings.set': ({ key, value }) => {
      const changed = changeSettings(parts, [[key as SettingKey, value]]);
      return changed.ok ? success(settings.view(key as SettingKey)) : changed;
    },
    'dns.testResolvers': async () =>
      success(await probeServers(pool.servers(), { clock, random: systemRandom })),
    'data.backupNow': async () => {
      const stamp = new Date(clock.now()).toISOString().replace(/[:.]/g, '-');
      const file = join(paths.backups, `by-hand-${stamp}.db`);
      await backupTo(db, file);
      return success({ file });
    },
    'doctor.run': async () => success(await runDoctor(parts)),
  };
}
