import { join } from 'node:path';
import { failure, type Result, success } from '../../../src-shared/result.ts';
import { SETTINGS, type SettingKey } from '../../../src-shared/settings.ts';
import { probeServers } from '../dns/probe.ts';
import { chosenServers } from '../dns/server-address.ts';
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
    'dns.testResolvers': async (chosen) => {
      const servers = chosen === undefined ? success(pool.servers()) : checkServers(chosen);
      return servers.ok
        ? success(await probeServers(servers.value, { clock, random: systemRandom }))
        : servers;
    },
    'data.backupNow': async () => {
      const stamp = new Date(clock.now()).toISOString().replace(/[:.]/g, '-');
      const file = join(paths.backups, `by-hand-${stamp}.db`);
      await backupTo(db, file);
      return success({ file });
    },
    'doctor.run': async () => success(await runDoctor(parts)),
  };
}

/** By the rules of the setting, one by one, so that the one that is wrong is named. */
function checkServers(chosen: readonly string[]): Result<string[]> {
  for (const server of chosen) {
    const parsed = SETTINGS['dns.resolvers'].schema.safeParse([server]);
    if (parsed.success) continue;
    const why = parsed.error.issues[0]?.message ?? 'is no resolver';
    return failure('invalid', `“${server}”: ${why}.`, 'dns.resolvers');
  }
  return success(chosenServers(chosen));
}
