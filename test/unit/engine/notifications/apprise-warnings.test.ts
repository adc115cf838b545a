import { describe, expect, it } from 'vitest';
import {
  type EngineMode,
  engineWarnings,
  isOldApprise,
  targetProblem,
} from '../../../../src-main/engine/notifications/apprise/warnings.ts';

const OLD = '1.2.0';

describe('which Apprise is old', () => {
  it.each(['0.9.9', '1.2.0', '1.8.1'])('%s is', (version) => expect(isOldApprise(version)).toBe(true));
  it.each(['1.9.0', '1.9.3', '1.13', '2.1.0', '10.0'])('%s is not', (version) =>
    expect(isOldApprise(version)).toBe(false),
  );
});

describe('the engine panel', () => {
  const rows: [string, EngineMode, RegExp][] = [
    ['ntfy icon', 'worker', /ntfy shows no icon/],
    ['Telegram @channel', 'worker', /@channel names fail/],
    ['mailto with mode=starttls', 'worker', /without encryption/],
    ['Gmail login with a full address', 'worker', /gmail\.com/],
    ['Discord threads', 'worker', /threads/],
    ['ntfy token, which the worker mends', 'command', /ntfy access tokens are not sent/],
    ['mail servers’ certificates, which the worker verifies', 'command', /Certificates of mail servers/],
    ['redirects', 'command', /Redirects are not noticed/],
  ];
  for (const [name, mode, warning] of rows) {
    it(`${OLD} as ${mode}: ${name}`, () => {
      expect(engineWarnings(OLD, mode).filter((text) => warning.test(text))).toHaveLength(1);
      if (mode === 'command') expect(engineWarnings(OLD, 'worker').join()).not.toMatch(warning);
    });
  }

  it.each(['1.9.3', '2.1.0'])('%s as worker: nothing', (version) =>
    expect(engineWarnings(version, 'worker')).toEqual([]),
  );
  it('2.1.0 as a command: slow only', () => expect(engineWarnings('2.1.0', 'command')).toHaveLength(1));
});

describe('a target that this Apprise would mishandle', () => {
  type Row = [url: string, version: string, mode: EngineMode, fatal: boolean, message: RegExp];
  const rows: Row[] = [
    ['tgram://123:AA/@news_1', OLD, 'worker', true, /@channel.*number/],
    ['tgram://123:AA/%40news_1', OLD, 'worker', true, /@channel/],
    ['tgram://123%3AAA/4/%40news_1?silent=yes', OLD, 'worker', true, /@channel/],
    ['mailto://u:p@h.example.com:587/?mode=starttls&to=a@b.com', OLD, 'worker', true, /mailtos:/],
    ['mailtos://me%40gmail.com:p@gmail.com/?to=a@b.com', OLD, 'worker', true, /smtp=/],
    ['mailto://me%40live.com:p@live.com/?to=a@b.com', OLD, 'worker', true, /smtp=/],
    ['mailtos://me%40x.com:p@smtp.outlook.com/?to=a@b.com', OLD, 'worker', true, /smtp=/],
    ['discord://1/a?thread=5', OLD, 'worker', true, /thread/],
    ['ntfys://tk_a@host/t?click=x', OLD, 'command', true, /access token/],
    ['ntfys://abc@host/t?auth=token', OLD, 'command', true, /access token/],
    ['mailtos://u:p@h.example.com:587/?mode=starttls', OLD, 'command', false, /certificate/],
    ['json://[2001:db8::1]:8080/hook', OLD, 'worker', true, /IPv6/],
    ['jsons://[2001:db8::1]/hook', '1.9.3', 'worker', true, /IPv6/],
    ['mailtos://u:p%C3%BC@h.example.com:587/?mode=ssl', '2.1.0', 'command', true, /letters/],
    ['jsons://h/?+X=%F0%9F%9A%A8', '2.1.0', 'command', true, /letters/],
  ];
  for (const [url, version, mode, fatal, message] of rows) {
    it(`${version} as ${mode}: ${url}`, () => {
      expect(targetProblem(version, mode, url)).toEqual({ fatal, message: expect.stringMatching(message) });
    });
  }

  const fine: [string, string, EngineMode][] = [
    ['tgram://123:AA/-1009', OLD, 'worker'],
    ['tgram://123:AA/@news_1', '2.1.0', 'worker'],
    ['mailto://u:p@h.example.com:25/?to=a@b.com', OLD, 'worker'],
    ['mailtos://u:p@h.example.com:587/?mode=starttls', OLD, 'worker'],
    ['mailto://u:p@h.example.com:587/?mode=starttls', '1.9.3', 'worker'],
    ['mailtos://me%40gmail.com:p@gmail.com:587/?mode=starttls&smtp=gmail.com', OLD, 'worker'],
    ['mailtos://me:p@gmail.com/?to=a@b.com', OLD, 'worker'],
    ['mailtos://me%40gmail.com:p@gmail.com/?to=a@b.com', '2.1.0', 'worker'],
    ['discord://1/a?thread=5', '1.9.3', 'worker'],
    ['ntfys://tk_a@host/t', OLD, 'worker'],
    ['ntfys://user:pass@host/t', OLD, 'command'],
    ['ntfys://tk_a@host/t', '2.1.0', 'command'],
    ['slack://A/B/C', OLD, 'command'],
    ['json://[::1]:8080/hook', OLD, 'worker'],
    ['json://[2001:db8:0:0:0:0:0:1]/hook', OLD, 'worker'],
    ['json://[2001:db8::1]/hook', '2.1.0', 'worker'],
    ['jsons://h/?+X=%F0%9F%9A%A8', '2.1.0', 'worker'],
    ['nonsense', OLD, 'command'],
  ];
  for (const [url, version, mode] of fine) {
    it(`${version} as ${mode}: nothing against ${url}`, () =>
      expect(targetProblem(version, mode, url)).toBeUndefined());
  }
});
