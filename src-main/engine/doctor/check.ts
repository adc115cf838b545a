import type { DoctorItem } from '../../../src-shared/views.ts';
import type { EngineParts } from '../parts.ts';

/** What one item found; only a failing one needs a remedy. */
export type Finding =
  | { status: 'pass' | 'skip'; message: string }
  | { status: 'fail'; message: string; remedy: string };

export interface DoctorCheck {
  id: string;
  label: string;
  /** Screen that can mend it. */
  screen: DoctorItem['screen'];
  run: (parts: EngineParts) => Finding | Promise<Finding>;
}
