import { SCREEN_LABELS, type Screen } from '../../src-shared/screens.ts';
import type { DoctorItem } from '../../src-shared/views/doctor.ts';

export interface DoctorLink {
  /** What the button says. */
  words: string;
  place: { screen: Screen; section?: string };
  /** The target whose form opens there. */
  targetId?: string;
}

/** Where a failing line is mended; null where it does not fail, or nothing in the window can mend it. */
export function doctorLink({ status, fix }: DoctorItem): DoctorLink | null {
  if (status !== 'fail' || fix === null) return null;
  const { screen, section, targetId } = fix;
  // Its form lies above the list: nothing behind it is to take the focus.
  if (targetId !== undefined) return { words: 'Edit target', place: { screen }, targetId };
  const place = section === undefined ? { screen } : { screen, section };
  return { words: `Open ${section ?? SCREEN_LABELS[screen]}`, place };
}
