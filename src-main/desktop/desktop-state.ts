import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What this computer's window remembers between starts: nothing that the engine needs. Positions in screen pixels. */
const bounds = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});
const state = z.object({
  bounds: bounds.optional().catch(undefined),
  maximized: z.boolean().catch(false),
  /** The theme that the settings named last: they are read after the window was made. */
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  /** The words about a desktop without a tray were said. */
  trayHintShown: z.boolean().catch(false),
});
export type WindowBounds = z.infer<typeof bounds>;
export type DesktopStateValues = z.infer<typeof state>;

export interface DesktopState {
  read(): DesktopStateValues;
  update(change: Partial<DesktopStateValues>): void;
}

const FILE_NAME = 'window.json';
const EMPTY: DesktopStateValues = {
  bounds: undefined,
  maximized: false,
  theme: 'system',
  trayHintShown: false,
};

/** A file that is missing, unreadable or nonsense counts as empty; one that cannot be written is not worth a word. */
export function openDesktopState(folder: string): DesktopState {
  const file = join(folder, FILE_NAME);
  let values = load(file);
  return {
    read: () => values,
    update(change) {
      values = { ...values, ...change };
      try {
        writeFileSync(`${file}.new`, `${JSON.stringify(values)}\n`, { mode: 0o600 });
        renameSync(`${file}.new`, file);
      } catch {
        // The next start opens the window where a first start would.
      }
    },
  };
}

function load(file: string): DesktopStateValues {
  try {
    const parsed = state.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : EMPTY;
  } catch {
    return EMPTY;
  }
}

/** @returns the stored bounds where enough of them lies on a screen that is still there to grab the title bar. */
export function usableBounds(
  stored: WindowBounds | undefined,
  screens: readonly WindowBounds[],
): WindowBounds | undefined {
  if (!stored) return undefined;
  const GRIP = 100;
  const isReachable = screens.some(
    (screen) =>
      Math.min(stored.x + stored.width, screen.x + screen.width) - Math.max(stored.x, screen.x) >= GRIP &&
      stored.y >= screen.y &&
      stored.y <= screen.y + screen.height - GRIP,
  );
  return isReachable ? stored : undefined;
}
