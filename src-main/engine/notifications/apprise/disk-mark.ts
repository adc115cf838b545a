import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FoundApprise } from './discovery.ts';

/**
 * Changes when this Apprise is upgraded, replaced or removed, and costs a few file look-ups instead of a Python.
 * The folders count as well: an upgrade that is still under way adds files to them.
 */
export async function diskMark({ path, packageFile }: FoundApprise): Promise<string> {
  const folder = packageFile === undefined ? undefined : dirname(packageFile);
  const watched = [path, ...(packageFile && folder ? [packageFile, folder, join(folder, 'plugins')] : [])];
  return (await Promise.all(watched.map(markOf))).join(' ');
}

async function markOf(path: string): Promise<string> {
  try {
    const { ino, mtimeMs, size } = await stat(path);
    return `${ino}:${mtimeMs}:${size}`;
  } catch {
    return 'gone';
  }
}
