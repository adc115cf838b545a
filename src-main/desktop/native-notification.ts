import type { OsOutcome } from '../engine/notifications/os-channel.ts';
import type { Clock } from '../engine/ports.ts';

/** The part of Electron's Notification that is used, alike in all versions. */
export interface NativeNotification {
  show(): void;
  close(): void;
  on(event: 'show' | 'click' | 'close', listener: () => void): unknown;
  on(event: 'failed', listener: (event: unknown, error: string) => void): unknown;
}

export interface NotificationWording {
  title: string;
  body: string;
  /** Stays until it was seen, where the platform can do that. */
  urgent: boolean;
}

/**
 * Linux desktops read tags in the body, and what was found in DNS may be anybody's: no tag is left. Escaping is no
 * way, since desktops without markup would show the escapes.
 */
export const withoutMarkup = (body: string): string => body.replaceAll('<', '‹').replaceAll('>', '›');

/** Every platform says `show` or `failed` within milliseconds; a desktop that says nothing has shown nothing. */
export const SHOW_LIMIT_MS = 5_000;

/**
 * Shows it and waits for the desktop's word. One that was not confirmed is withdrawn, so that the outbox can try
 * again without the person seeing it twice.
 */
export function showConfirmed(notification: NativeNotification, clock: Clock): Promise<OsOutcome> {
  return new Promise((resolve) => {
    const limit = clock.after(SHOW_LIMIT_MS, () => {
      notification.close();
      resolve({
        ok: false,
        reason: 'The desktop did not confirm within 5 s that it shows the notification.',
      });
    });
    const settle = (outcome: OsOutcome): void => {
      limit.cancel();
      resolve(outcome);
    };
    notification.on('show', () => settle({ ok: true }));
    notification.on('failed', (_event, error) => settle({ ok: false, reason: refusal(error) }));
    try {
      notification.show();
    } catch (error) {
      settle({ ok: false, reason: `The notification could not be shown: ${(error as Error).message}` });
    }
  });
}

/** On Linux the reason is usually empty. */
const refusal = (error: string | undefined): string =>
  error
    ? `The desktop refused the notification: ${error}.`
    : 'The desktop showed no notification. Its notification service may not be running.';
