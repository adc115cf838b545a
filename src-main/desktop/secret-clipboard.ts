import type { Clock, Timer } from '../engine/ports.ts';

/** How long a copied secret stays (spec: Notifications, Where a secret lives). */
const KEPT_MS = 60_000;

export interface SecretClipboard {
  copy(secret: string): Promise<void>;
  /** Takes the secret off now, unless something else was copied since. */
  clear(): Promise<void>;
}

/** Electron's: answers at once in older versions, later in newer ones. */
export interface TextClipboard {
  readText(): string | Promise<string>;
  writeText(text: string): void | Promise<void>;
}

/** In main, because the window may be closed before the minute is over. */
export function createSecretClipboard(clipboard: TextClipboard, clock: Clock): SecretClipboard {
  let copied: { secret: string; timer: Timer } | undefined;
  const clear = async (): Promise<void> => {
    if (!copied) return;
    const { secret, timer } = copied;
    timer.cancel();
    copied = undefined;
    if ((await clipboard.readText()) === secret) await clipboard.writeText('');
  };
  return {
    async copy(secret) {
      copied?.timer.cancel();
      copied = { secret, timer: clock.after(KEPT_MS, () => void clear().catch(() => undefined)) };
      await clipboard.writeText(secret);
    },
    clear,
  };
}
