import type { Notice } from '../../src-shared/views/app.ts';
import { Maintenance } from './maintenance.ts';
import type { EngineParts } from './parts.ts';

/** The daily backup and clean-up of this data folder. @param notice of what a person should know. */
export const createMaintenance = (
  { db, paths, settings, clock, log, feed }: EngineParts,
  notice: (notice: Notice) => void,
): Maintenance =>
  new Maintenance({
    ...{ db, backups: paths.backups, settings, clock, log, notice },
    changed: () => feed.changed('events', 'deliveries'),
  });
