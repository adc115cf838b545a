#!/usr/bin/env node
// What electron-builder asks of fpm for a .deb, done with dpkg-deb: for trying packages out where fpm cannot be downloaded.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const flags = new Set(['--force', '--debug']);

/** Options with all the values given for them, and the `source=destination` pairs. */
function parse(args) {
  const options = {};
  const pairs = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at];
    if (!arg.startsWith('-')) pairs.push([arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1)]);
    else if (!flags.has(arg)) {
      at += 1;
      options[arg] = [...(options[arg] ?? []), args[at]];
    }
  }
  return { one: (name) => options[name]?.at(-1), all: (name) => options[name] ?? [], pairs };
}

/** Debian's form: continuation lines are indented, an empty one is a dot. */
const description = (text = '') =>
  text
    .trim()
    .split('\n')
    .map((line, number) => (number === 0 ? line : ` ${line.trim() || '.'}`))
    .join('\n');

function control({ one, all }) {
  const fields = {
    Package: one('--name'),
    Version: one('--version'),
    Architecture: one('--architecture'),
    Maintainer: one('--maintainer'),
    Section: one('--category') ?? 'default',
    Priority: one('--deb-priority'),
    Homepage: one('--url'),
    Depends: all('-d').join(', '),
    Recommends: all('--deb-recommends').join(', '),
    Description: description(one('--description')),
  };
  const given = Object.entries(fields).filter(([, value]) => value);
  return `${given.map(([name, value]) => `${name}: ${value}`).join('\n')}\n`;
}

const request = parse(process.argv.slice(2));
if (request.one('-t') !== 'deb') {
  console.error(`only .deb can be made without fpm, not ${request.one('-t')}`);
  process.exit(1);
}
const tree = mkdtempSync(join(tmpdir(), 'mxm-deb-'));
try {
  for (const [source, destination] of request.pairs) {
    mkdirSync(join(tree, dirname(destination)), { recursive: true });
    cpSync(source, join(tree, destination), { recursive: true });
  }
  mkdirSync(join(tree, 'DEBIAN'));
  writeFileSync(join(tree, 'DEBIAN/control'), control(request));
  for (const [option, name] of [
    ['--after-install', 'postinst'],
    ['--after-remove', 'postrm'],
  ]) {
    const script = request.one(option);
    if (script) writeFileSync(join(tree, 'DEBIAN', name), readFileSync(script), { mode: 0o755 });
  }
  // Whatever this machine's umask is, the package is readable for everybody.
  execFileSync('chmod', ['-R', 'u=rwX,go=rX', tree]);
  execFileSync('dpkg-deb', ['--build', '--root-owner-group', '-Zgzip', tree, request.one('--package')], {
    stdio: 'inherit',
  });
} finally {
  rmSync(tree, { recursive: true, force: true });
}
