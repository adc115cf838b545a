import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetupError } from '../lib/run.js';
import { inPrivateSession } from './session.js';
import { selectable, suites } from './suites.js';

/** `--only unit|integration|simulation|e2e`; everything else goes to that suite's runner. */
function parse(args) {
  const at = args.findIndex((arg) => arg === '--only' || arg.startsWith('--only='));
  if (at < 0) {
    if (args.length > 0)
      throw new SetupError(`say which suite gets ${args.join(' ')}: --only ${selectable.join('|')}`);
    return { chosen: suites, extra: [] };
  }
  const [flag, inline] = args[at].split('=');
  const name = inline ?? args[at + 1];
  const extra = [...args.slice(0, at), ...args.slice(at + (inline === undefined ? 2 : 1))];
  if (!selectable.includes(name)) throw new SetupError(`${flag} ${selectable.join('|')}`);
  const wanted = suites.find((suite) => suite.name === name);
  return {
    chosen: suites.filter((suite) => suite === wanted || (suite.name === 'build' && wanted.needsBuild)),
    extra,
  };
}

/** The exit status has the last word: a runner that fails without a failed test, or ran none, is one failure. */
function count(suite, status, report) {
  if (!suite.read)
    return status === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
  const counts = suite.read(report) ?? { passed: 0, failed: 0, skipped: 0, broken: 1 };
  let failed = counts.failed + counts.broken;
  let remark;
  if (failed === 0 && counts.passed === 0) remark = 'ran no test';
  else if (failed === 0 && status !== 0) remark = `ended with status ${status}`;
  if (remark) failed = 1;
  return { passed: counts.passed, failed, skipped: counts.skipped, remark };
}

async function runSuite(suite, context, dir, extra) {
  const report = join(dir, `${suite.name}.json`);
  console.log(`\n=== ${suite.name}`);
  const started = Date.now();
  const status = await suite.run(context, extra, report);
  return {
    name: suite.name,
    seconds: (Date.now() - started) / 1000,
    status,
    ...count(suite, status, report),
  };
}

function print(rows) {
  const line = (name, cells, remark = '') =>
    console.log(
      `${name.padEnd(14)}${cells.map((cell) => String(cell).padStart(9)).join('')}  ${remark}`.trimEnd(),
    );
  console.log('');
  line('suite', ['passed', 'failed', 'skipped', 'seconds']);
  for (const row of rows)
    line(row.name, [row.passed, row.failed, row.skipped, row.seconds.toFixed(1)], row.remark);
  const sum = (field) => rows.reduce((total, row) => total + row[field], 0);
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped}`);
  return sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
}

/** All suites, in a desktop session of their own; the last line printed is the total. */
export async function test(args, context) {
  const { chosen, extra } = parse(args);
  const dir = mkdtempSync(join(tmpdir(), 'mxm-reports-'));
  if (process.platform === 'linux')
    console.log(
      'Windows open on a virtual display (Xvfb) of their own, with a bus and keyring of their own.',
    );
  try {
    const rows = await inPrivateSession(context, async (env) => {
      const done = [];
      for (const suite of chosen) {
        const row = await runSuite(suite, { ...context, env }, dir, extra);
        done.push(row);
        // Ctrl-C ends the whole run, not only the suite that was on.
        if (row.status === 130 || row.status === 143) break;
      }
      return done;
    });
    return print(rows);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
