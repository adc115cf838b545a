import { decode, splitUrl, type UrlParts } from '../../../../src-shared/notification-url/parts.ts';

/** Releases before this one have most of the faults listed here (measured with 1.2.0; 1.9.3 and 2.1.0 have not). */
const FIRST_GOOD = [1, 9] as const;
/** Measured with 1.9.3, mended in 2.1.0. */
const FIRST_WITH_IPV6 = [2, 0] as const;

export type EngineMode = 'worker' | 'command';

function isBefore(version: string, [wantedMajor, wantedMinor]: readonly [number, number]): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  return major < wantedMajor || (major === wantedMajor && minor < wantedMinor);
}

export const isOldApprise = (version: string): boolean => isBefore(version, FIRST_GOOD);

/** What the engine panel says about this Apprise. */
export function engineWarnings(version: string, mode: EngineMode): string[] {
  const slow =
    mode === 'command'
      ? [
          'Its Python could not be used, so every message starts a program of its own. Redirects are not noticed.',
        ]
      : [];
  if (!isOldApprise(version)) return slow;
  return [
    `Apprise ${version} is old. It works, but not for everything: a newer one is recommended.`,
    'ntfy shows no icon.',
    'Telegram: @channel names fail, numeric chats work.',
    'Discord: threads are left out.',
    'E-mail: mailto:// with mode=starttls is sent without encryption (mailtos:// is right), and a login with the full address fails at known providers, such as gmail.com.',
    ...(mode === 'command'
      ? ['ntfy access tokens are not sent.', 'Certificates of mail servers are not verified.']
      : []),
    ...slow,
  ];
}

export interface TargetProblem {
  /** A sentence for the list and for the failed delivery. */
  message: string;
  /** It cannot work at all: nothing is sent, instead of failing oddly. */
  fatal: boolean;
}

interface Fault extends TargetProblem {
  applies: (url: string, parts: UrlParts | undefined) => boolean;
}

/** What this Apprise would do wrong with this address. */
export function targetProblem(version: string, mode: EngineMode, url: string): TargetProblem | undefined {
  const parts = splitUrl(url.trim());
  const faults = [
    ...(isBefore(version, FIRST_WITH_IPV6) ? [shortIpv6(version)] : []),
    ...(isOldApprise(version) ? oldFaults(version) : []),
    ...(isOldApprise(version) && mode === 'command' ? oldCommandFaults(version) : []),
    ...(mode === 'command' ? [letters(version)] : []),
  ];
  const found = faults.find(({ applies }) => applies(url.trim(), parts));
  return found && { message: found.message, fatal: found.fatal };
}

const isMail = (parts: UrlParts | undefined): parts is UrlParts => /^mailtos?$/.test(parts?.scheme ?? '');
const isNtfy = (parts: UrlParts | undefined): parts is UrlParts => /^ntfys?$/.test(parts?.scheme ?? '');
const parameterOf = (parts: UrlParts, name: string): string | undefined =>
  parts.query.find(([key]) => key.toLowerCase() === name)?.[1];

/** Providers at which it puts `@host` behind a user that is an address already. */
const PROVIDERS =
  /^(gmail\.com|(hotmail|live)\.com(\.au)?|(smtp\.)?outlook\.com(\.au)?|yahoo\.(ca|com)|fastmail\.[a-z.]+|zoho(mail)?\.com|163\.com|(foxmail|qq)\.com)$/i;

const oldFaults = (version: string): Fault[] => [
  {
    // The colon of the token makes it no ordinary URL.
    applies: (url) => /^tgram:\/\/[^?]*\/(@|%40)/i.test(url),
    fatal: true,
    message: `Apprise ${version} cannot send to a Telegram @channel: use the chat’s number.`,
  },
  {
    applies: (_url, parts) => parts?.scheme === 'mailto' && parameterOf(parts, 'mode') !== undefined,
    fatal: true,
    message: `Apprise ${version} would send this mail and its password without encryption: use mailtos://.`,
  },
  {
    applies: (_url, parts) =>
      isMail(parts) &&
      PROVIDERS.test(parts.host) &&
      /%40/.test(parts.user ?? '') &&
      parameterOf(parts, 'smtp') === undefined,
    fatal: true,
    message: `Apprise ${version} would log in with a wrong name: add smtp= with the provider’s mail server.`,
  },
  {
    applies: (url) => /^(discord|https?):\/\/.*[?&;]thread=/i.test(url),
    fatal: true,
    message: `Apprise ${version} cannot send to a Discord thread, only to the channel.`,
  },
];

const oldCommandFaults = (version: string): Fault[] => [
  {
    applies: (_url, parts) =>
      isNtfy(parts) &&
      parts.user !== undefined &&
      parts.password === undefined &&
      (/^tk_/i.test(parts.user) || parameterOf(parts, 'auth')?.toLowerCase() === 'token'),
    fatal: true,
    message: `Apprise ${version} as a command cannot send an ntfy access token.`,
  },
  {
    applies: (_url, parts) => parts?.scheme === 'mailtos' && parameterOf(parts, 'verify') === undefined,
    fatal: false,
    message: `Apprise ${version} as a command does not check whose certificate the mail server shows.`,
  },
];

const shortIpv6 = (version: string): Fault => ({
  applies: (_url, parts) => /^\[[^\]]+::[^\]]+\]$/.test(parts?.host ?? ''),
  fatal: true,
  message: `Apprise ${version} would send to another address: write the IPv6 address with all its eight groups.`,
});

const letters = (version: string): Fault => ({
  applies: (_url, parts) =>
    [parts?.user, parts?.password, ...headersOf(parts)].some((text) => !isAscii(decode(text ?? '') ?? '')),
  fatal: true,
  message: `Apprise ${version} as a command cannot send a user, password or token with letters beyond a to z.`,
});

const headersOf = (parts: UrlParts | undefined): string[] =>
  (parts?.query ?? []).filter(([key]) => key.startsWith('+')).map(([, value]) => value);

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly the 128 characters.
const isAscii = (text: string): boolean => /^[\u0000-\u007F]*$/.test(text);
