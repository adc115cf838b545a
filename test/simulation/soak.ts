import { parseArgs } from 'node:util';
import { simulate } from './simulation.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    first: { type: 'string' },
    seed: { type: 'string' },
    days: { type: 'string', default: '90' },
    /** Prints all that happened. */
    story: { type: 'boolean', default: false },
  },
});

const whole = (name: string, text: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`--${name} takes a whole number, not “${text}”.`);
  return number;
};

const days = whole('days', values.days);
const count = values.seed === undefined ? whole('seeds', values.seeds) : 1;
const drawn = Math.floor(Math.random() * 1_000_000_000) + 1;
const first = whole('first', values.seed ?? values.first ?? String(drawn));
const failed: number[] = [];
console.log(`${count} × ${days} days, from seed ${first}`);
for (let seed = first; seed < first + count; seed++) {
  const startedAt = performance.now();
  const { findings, figures, timeline, story } = await simulate(seed, days);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const shown = Object.entries(figures).map(([name, value]) => `${value} ${name}`);
  console.log(
    `seed ${seed}: ${findings.length === 0 ? 'ok' : `${findings.length} FINDINGS`}, ${seconds} s; ${shown.join(', ')}`,
  );
  if (values.story) for (const line of story()) console.log(line);
  if (findings.length === 0) continue;
  failed.push(seed);
  for (const finding of findings.slice(0, 8))
    console.log(`  ${new Date(finding.at).toISOString()} ${finding.subject}: ${finding.text}`);
  const [worst] = findings;
  if (worst)
    console.log(
      timeline(worst)
        .map((line) => `    ${line}`)
        .join('\n'),
    );
}
console.log(
  failed.length === 0
    ? `${count} of ${count} seeds without a finding`
    : `Findings with ${failed.length} of ${count} seeds: ${failed.join(', ')}. Again: npm run soak -- --seed ${failed[0]}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
