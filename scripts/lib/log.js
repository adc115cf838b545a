/**
 * Where set-up progress goes. `quiet` says nothing unless there is work to do; everything goes to stderr when stdout carries an answer.
 * @param {{quiet?: boolean, stream?: NodeJS.WriteStream}} options
 */
export function createLog({ quiet = false, stream = process.stdout } = {}) {
  const say = (line) => stream.write(`${line}\n`);
  return {
    say,
    done: (name, what) => {
      if (!quiet) say(`✓ ${name}: ${what}`);
    },
    step: (name, why) => say(`▸ ${name}: ${why}`),
    note: (line) => say(`  ${line}`),
    beat: (label, ms) => say(`  … ${label}, ${Math.round(ms / 1000)} s`),
  };
}
