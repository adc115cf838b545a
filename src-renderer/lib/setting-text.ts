/** A setting as the text of its field, and what goes back to main. Main judges it; the window only carries it. */

export function textOfSetting(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  return value === null || value === undefined ? '' : String(value);
}

/** Kept as text: main's schemas take what a form gives, so that a wrong number is refused and not lost. */
export const settingChanged = (text: string, value: unknown): boolean => text.trim() !== textOfSetting(value);
