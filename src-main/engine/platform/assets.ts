import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Path of a file in `assets/` that another program must be able to read: the source tree and the bundle have the
 * folder above them, a package has it unpacked beside its archive.
 */
export function assetPath(name: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (let parent = dirname(folder); ; folder = parent, parent = dirname(parent)) {
    const candidate = join(folder, 'assets', name).replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
    if (existsSync(candidate)) return candidate;
    if (parent === folder)
      throw new Error(`The file assets/${name} is missing: the installation is incomplete.`);
  }
}
