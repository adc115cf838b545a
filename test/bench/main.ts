import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { idle } from './desktop/idle.ts';
import { electronVersion } from './desktop/launch.ts';
import { memory } from './desktop/memory.ts';
import { start } from './desktop/start.ts';
import { inEngineProcess } from './engine-process.ts';
import { type Figure, megabytes } from './figure.ts';
import { printFigure } from './print.ts';

/**
 * The figures of spec/quality.md: `npm run bench`, or some of them with `npm run bench -- --only dns,latency`. Each engine figure runs in
 * a fresh process, one after the other; nothing is measured beside something else unless a figure says so.
 */
const fromEngine = (name: string) => inEngineProcess<Figure>(name);

const FIGURES: Record<string, () => Promise<Figure>> = {
  dns: () => fromEngine('dns'),
  api: () => fromEngine('api'),
  latency: () => fromEngine('latency'),
  fanout: () => fromEngine('fanout'),
  log: () => fromEngine('log'),
  start,
  memory,
  idle,
};

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const chosen = values.only?.split(',') ?? Object.keys(FIGURES);
const strange = chosen.filter((name) => !FIGURES[name]);
if (strange.length > 0) {
  console.error(`--only takes one or more of ${Object.keys(FIGURES).join(',')}, not ${strange.join(', ')}.`);
  process.exit(2);
}

const [cpu] = cpus();
const memoryText = megabytes(totalmem());
console.log(
  `${process.platform} ${process.arch}, ${cpus().length} × ${cpu?.model ?? 'unknown processor'}, ${memoryText}, Node ${process.version}, Electron ${electronVersion()}\n`,
);

/** Above this share of the cores others are at work too, and every figure is worse than it is. */
const BUSY = 0.3;
const load = (loadavg()[0] ?? 0) / cpus().length;
if (load > BUSY)
  console.log(
    `**This machine is busy** (${Math.round(load * 100)} % of its processors in the last minute): the figures are worse than they are.\n`,
  );

const figures: Figure[] = [];
let broken = 0;
for (const name of chosen) {
  console.error(`… ${name}`);
  try {
    const figure = await FIGURES[name]?.();
    if (!figure) continue;
    figures.push(figure);
    console.log(printFigure(figure));
  } catch (error) {
    broken++;
    console.log(`### ${name}\n\ncould not be measured: ${error instanceof Error ? error.message : error}\n`);
  }
}
const judged = figures.flatMap(({ rows }) => rows).filter(({ bar }) => bar !== '');
const tally = (reached: boolean | null) => judged.filter((row) => row.reached === reached).length;
const extra = [
  ...(tally(null) > 0 ? [`${tally(null)} not measured`] : []),
  ...(broken > 0 ? [`${broken} figures broke`] : []),
];
console.log([`${tally(true)} bars reached, ${tally(false)} not`, ...extra].join(', '));
process.exitCode = broken > 0 ? 1 : 0;
