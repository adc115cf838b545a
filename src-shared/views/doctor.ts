import type { Screen } from '../screens.ts';

export interface DoctorItem {
  id: string;
  label: string;
  status: 'pass' | 'fail' | 'skip';
  message: string;
  remedy: string | null;
  /** Where it can be mended; null where nothing in the window can, and for lines that do not fail. */
  fix: DoctorFix | null;
}

export interface DoctorFix {
  screen: Screen;
  /** The heading of the part of that screen, word for word as it stands there (`Place.section`). */
  section?: string;
  /** The target whose form is to be opened. */
  targetId?: string;
}
