import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { SETTINGS_SECTIONS } from '../../../../src-renderer/app/palette/settings-sections.ts';

const folder = resolve(import.meta.dirname, '../../../../src-renderer/screens/settings');
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.tsx'))
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');
/** `<Section title="…">` and what is built on it. */
const headings = [...sources.matchAll(/<(?:Section|SettingsGroup)\s+title="([^"]+)"/g)].map(
  ([, title]) => title,
);

it('the palette leads to every part of the settings, by the heading that stands there', () => {
  expect(SETTINGS_SECTIONS.map(({ section }) => section).sort()).toEqual([...new Set(headings)].sort());
});
