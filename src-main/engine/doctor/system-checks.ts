import { accessSync, constants } from 'node:fs';
import { statfs } from 'node:fs/promises';
import type { DoctorCheck } from './check.ts';

const ENOUGH_BYTES = 100 * 1024 * 1024;

/** This computer: keychain, data folder, the other process. */
export const systemChecks: readonly DoctorCheck[] = [
  {
    id: 'keychain',
    label: 'Keychain',
    fix: { screen: 'notifications', section: 'Targets' },
    run: async ({ notifications }) => {
      const problem = await notifications.keychainProblem();
      if (problem === null) return { status: 'pass', message: 'The keychain of this computer can be used.' };
      const remedy =
        'Unlock or install it, or keep secrets in .env of the data folder (MX_API_KEY, APPRISE_CRED_…).';
      return { status: 'fail', message: problem, remedy };
    },
  },
  {
    id: 'monitoring',
    label: 'Monitoring process',
    fix: null,
    run: ({ lock }) => {
      if (lock.held) return { status: 'pass', message: 'This process monitors and delivers.' };
      if (lock.isFree())
        return {
          status: 'fail',
          message: 'No process monitors this data folder right now.',
          remedy: 'Start the app, or "run" on the command line.',
        };
      return { status: 'pass', message: lock.heldElsewhere() };
    },
  },
  {
    id: 'data-folder',
    label: 'Data folder',
    fix: { screen: 'settings', section: 'Data' },
    run: async ({ paths, db }) => {
      try {
        accessSync(paths.folder, constants.W_OK);
      } catch {
        const remedy = 'Give this user write access, or set MXM_DATA_DIR to another folder.';
        return { status: 'fail', message: `${paths.folder} cannot be written.`, remedy };
      }
      const { bavail, bsize } = await statfs(paths.folder);
      if (bavail * bsize < ENOUGH_BYTES)
        return {
          status: 'fail',
          message: `Less than 100 MB are free for ${paths.folder}.`,
          remedy: 'Free some disk space.',
        };
      if (db.readonly)
        return {
          status: 'fail',
          message: 'The database is read-only.',
          remedy: 'Give this user write access.',
        };
      return { status: 'pass', message: `${paths.folder} can be written.` };
    },
  },
  {
    id: 'settings',
    label: 'Settings and .env',
    fix: { screen: 'settings' },
    run: ({ settings, environment }) => {
      const problems = [
        ...environment.problems(),
        ...settings.list().flatMap(({ problem }) => problem ?? []),
      ];
      if (problems.length === 0) return { status: 'pass', message: 'Every setting is usable.' };
      return { status: 'fail', message: problems.join(' '), remedy: 'Correct the lines that are named.' };
    },
  },
];
