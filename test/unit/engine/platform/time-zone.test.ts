import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { followTimeZone } from '../../../../src-main/engine/platform/time-zone.ts';

const ZONES = ['Europe/Berlin', 'America/New_York'].map((name) => `/usr/share/zoneinfo/${name}`);
/** Linux with its zones, where anybody may have an /etc of one's own: elsewhere no test can move the computer. */
const canTravel =
  ZONES.every((file) => existsSync(file)) && spawnSync('unshare', ['-rm', 'true']).status === 0;

// 22:30 in Berlin (winter) is 16:30 in New York: nothing is quiet there.
const JOURNEY = `
  const { symlinkSync, unlinkSync } = await import('node:fs');
  const { quietUntil } = await import(process.argv[1] + '/notifications/quiet-hours.ts');
  const { followTimeZone } = await import(process.argv[1] + '/platform/time-zone.ts');
  const isQuiet = () => quietUntil({ enabled: true, from: '22:00', to: '07:00' }, Date.UTC(2026, 0, 5, 21, 30)) !== null;
  const hour = () => new Intl.DateTimeFormat('en-GB', { hour: 'numeric' }).format(Date.UTC(2026, 0, 5, 21, 30));
  const seen = [[isQuiet(), hour()]];
  unlinkSync('/etc/localtime');
  symlinkSync('/usr/share/zoneinfo/America/New_York', '/etc/localtime');
  followTimeZone();
  seen.push([isQuiet(), hour()]);
  console.log(JSON.stringify(seen));`;

function travel(environment: Record<string, string>): unknown {
  const etc = mkdtempSync(join(tmpdir(), 'etc-'));
  for (const file of ['hosts', 'passwd', 'group']) writeFileSync(join(etc, file), '');
  symlinkSync('/usr/share/zoneinfo/Europe/Berlin', join(etc, 'localtime'));
  const { TZ: _, ...inherited } = process.env;
  const script = 'mount --bind "$1" /etc && exec "$2" --no-warnings --input-type=module -e "$3" "$4"';
  const args = [etc, process.execPath, JOURNEY, resolve('src-main/engine')];
  const output = execFileSync('unshare', ['-rm', 'sh', '-c', script, 'sh', ...args], {
    env: { ...inherited, ...environment },
    encoding: 'utf8',
  });
  return JSON.parse(output);
}

if (canTravel)
  describe('a computer that is carried from Berlin to New York', () => {
    it('has quiet hours and times by where it is now', () => {
      expect(travel({})).toEqual([
        [true, '22'],
        [false, '16'],
      ]);
    });

    it('stays in the zone that was asked for', () => {
      expect(travel({ TZ: 'Europe/Berlin' })).toEqual([
        [true, '22'],
        [true, '22'],
      ]);
    });
  });

it('leaves the environment as it is', () => {
  const before = { ...process.env };
  followTimeZone();
  expect({ ...process.env }).toEqual(before);
  const chosen = { TZ: 'Asia/Tokyo' };
  followTimeZone(chosen);
  expect(chosen).toEqual({ TZ: 'Asia/Tokyo' });
});

it('makes V8 look again, but for who set a zone', () => {
  const asked: PropertyKey[] = [];
  const watched = (environment: NodeJS.ProcessEnv) =>
    new Proxy(environment, {
      deleteProperty: (target, name) => {
        asked.push(name);
        return Reflect.deleteProperty(target, name);
      },
    });
  followTimeZone(watched({ TZ: 'Asia/Tokyo' }));
  expect(asked).toEqual([]);
  followTimeZone(watched({}));
  expect(asked).toEqual(['TZ']);
});
