import { isCorruption } from './storage/integrity.ts';

/** Codes of better-sqlite3 and Node that a person can do something about. */
const SENTENCES: [RegExp, string][] = [
  [/^SQLITE_FULL|^ENOSPC/, 'The disk is full. Free some space; nothing that was known is lost.'],
  [
    /^SQLITE_READONLY|^EROFS|^EACCES|^EPERM/,
    'The data folder is read-only. Give this user write access to it.',
  ],
  [
    /^SQLITE_CANTOPEN/,
    'A file could not be opened. Check that its folder is there and that this user may write to it.',
  ],
  [/^SQLITE_BUSY|^SQLITE_LOCKED/, 'The database is in use by another program. Try again in a moment.'],
  [/^SQLITE_IOERR|^EIO/, 'The disk reported an error while reading or writing the database.'],
];

/** The one place that turns an unexpected error into a code and a sentence; never shows a stack or a secret. */
export function explainError(error: unknown): { code: string; message: string } {
  const code = codeOf(error);
  if (isCorruption(code))
    return { code, message: 'The database is damaged. Restart the app: it restores the newest backup.' };
  for (const [pattern, message] of SENTENCES) if (pattern.test(code)) return { code, message };
  if (isOwnError(error)) return { code: code || 'failed', message: error.message };
  return {
    code: code || 'internal',
    message: 'Something unexpected went wrong. The log in the data folder has the details.',
  };
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

/** Errors of the engine's own classes carry a lower-case code and a sentence made for people. */
function isOwnError(error: unknown): error is Error {
  return error instanceof Error && /^[a-z][a-z_]*$/.test(codeOf(error));
}
