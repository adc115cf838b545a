/**
 * Renders every icon from assets/icon.svg: `node scripts/icons.mjs` writes them, `--check` only says whether the
 * files in assets/ are what the drawing gives. The results are committed, so that nobody needs this to build.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Resvg } from '@resvg/resvg-js';

const assets = join(import.meta.dirname, '..', 'assets');

const STATES = ['healthy', 'degraded', 'unhealthy', 'paused', 'unknown'];
/** `light` and `dark` name the panel that the icon lies on. Each colour keeps 3:1 against its panel (WCAG 1.4.11). */
const THEMES = {
  light: {
    ink: '#24292f',
    healthy: '#1a7f37',
    degraded: '#a15c00',
    unhealthy: '#cf222e',
    paused: '#0969da',
    unknown: '#57606a',
  },
  dark: {
    ink: '#f0f3f6',
    healthy: '#3fb950',
    degraded: '#e3b341',
    unhealthy: '#ff6b63',
    paused: '#58a6ff',
    unknown: '#b1bac4',
  },
};
/** Pixel sizes by Electron's file name suffix. Linux panels scale one large picture themselves. */
const TRAY_SIZES = {
  windows: { '': 16, '@1.25x': 20, '@1.5x': 24, '@2x': 32, '@3x': 48 },
  linux: { '': 48 },
  macos: { '': 18, '@2x': 36 },
};
const APP_SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

const show = (...ids) => ids.map((id) => `#${id} { display: inline; }`).join(' ');
const trayRules = (state, ink, mark) =>
  `${show('tray', state)} .ink { fill: ${ink}; } .mark { fill: ${mark}; } .sign { stroke: ${mark}; }`;

function variants() {
  const list = APP_SIZES.map((size) => ({ file: `icons/${size}.png`, size, rules: show('logo') }));
  for (const state of STATES) {
    for (const [theme, colours] of Object.entries(THEMES))
      for (const platform of ['windows', 'linux'])
        for (const [suffix, size] of Object.entries(TRAY_SIZES[platform]))
          list.push({
            file: `tray/${platform}/${state}-${theme}${suffix}.png`,
            size,
            rules: trayRules(state, colours.ink, colours[state]),
          });
    for (const [suffix, size] of Object.entries(TRAY_SIZES.macos))
      list.push({
        file: `tray/macos/${state}Template${suffix}.png`,
        size,
        rules: trayRules(state, '#000', '#000'),
      });
  }
  return list;
}

/** @returns {{file: string, png: Buffer}[]} every icon, `file` relative to assets/. */
export function renderIcons() {
  const svg = readFileSync(join(assets, 'icon.svg'), 'utf8');
  return variants().map(({ file, size, rules }) => ({
    file,
    png: new Resvg(svg.replace('/* variant */', rules), { fitTo: { mode: 'width', value: size } })
      .render()
      .asPng(),
  }));
}

const isCurrent = ({ file, png }) => {
  try {
    return readFileSync(join(assets, file)).equals(png);
  } catch {
    return false;
  }
};

function main() {
  const stale = renderIcons().filter((icon) => !isCurrent(icon));
  if (process.argv.includes('--check')) {
    for (const { file } of stale) process.stderr.write(`assets/${file} is not what assets/icon.svg gives\n`);
    process.exitCode = stale.length === 0 ? 0 : 1;
    return;
  }
  for (const { file, png } of stale) {
    mkdirSync(dirname(join(assets, file)), { recursive: true });
    writeFileSync(join(assets, file), png);
  }
  process.stdout.write(`${stale.length} icons written\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
