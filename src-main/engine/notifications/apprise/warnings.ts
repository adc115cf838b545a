import { splitUrl } from '../../../../src-shared/notification-url/parts.ts';
import { recognise } from '../../../../src-shared/notification-url/registry.ts';

/** Releases before this one have the faults listed here (measured with 1.2.0). */
const FIRST_GOOD = [1, 9] as const;

export type EngineMode = 'worker' | 'command';

export function isOldApprise(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  return major < FIRST_GOOD[0] || (major === FIRST_GOOD[0] && minor < FIRST_GOOD[1]);
}

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
    'E-mail: mailto:// with mode=starttls is sent without encryption (mailtos:// is right), and a login at gmail.com with the full address fails.',
    ...(mode === 'command'
      ? [
          'ntfy access tokens are not sent.',
          'Certificates of mail servers are not verified.',
          'Slack webhooks are reported as failed although they arrive.',
        ]
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

/** What this Apprise would do wrong with this address. */
export function targetProblem(version: string, mode: EngineMode, url: string): TargetProblem | undefined {
  if (!isOldApprise(version)) return undefined;
  const parts = splitUrl(url);
  if (!parts) return undefined;
  const { scheme } = parts;
  if (scheme === 'tgram' && /(^|\/)(@|%40)/.test(parts.path)) {
    return {
      fatal: true,
      message: `Apprise ${version} cannot send to a Telegram @channel: use the chat’s number.`,
    };
  }
  if (mode === 'command' && recognise(url)?.fields.token && /^ntfys?$/.test(scheme)) {
    return { fatal: true, message: `Apprise ${version} as a command cannot send an ntfy access token.` };
  }
  if (scheme === 'mailto' && parts.query.some(([key]) => key === 'mode')) {
    return {
      fatal: false,
      message: `Apprise ${version} sends this mail without encryption: use mailtos://.`,
    };
  }
  if (/^mailtos?$/.test(scheme) && parts.host.toLowerCase() === 'gmail.com' && /%40/.test(parts.user ?? '')) {
    return {
      fatal: false,
      message: `Apprise ${version} logs in at Gmail with a wrong name: use smtp.gmail.com as host.`,
    };
  }
  return undefined;
}
