import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

describe('icons', () => {
  it('are what assets/icon.svg gives: after changing it, run node scripts/icons.mjs', () => {
    const script = resolve(import.meta.dirname, '../../../scripts/icons.mjs');
    expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow();
  }, 30_000);
});
