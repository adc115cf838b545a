import { constants } from 'node:fs';
import { access, open, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { execa } from 'execa';
import type { DeliveryEngine } from '../../../../src-shared/views/delivery-engine.ts';
import { childEnvironment } from './environment.ts';
import { pythonIn } from './install-folder.ts';

export type EngineSource = NonNullable<DeliveryEngine['source']>;

/** An Apprise that was seen working. */
export interface FoundApprise {
  /** `interpreter`: a Python that can import it, for the worker. `command`: only the program, run per message. */
  kind: 'interpreter' | 'command';
  path: string;
  version: string;
  source: EngineSource;
  /** Apprise's own first file, by which an upgrade is noticed; undefined for a command. */
  packageFile?: string;
}

export interface DiscoveryOptions {
  /** Python inside the packaged app, if there is one. */
  bundled?: string;
  /** The setting: an apprise command or a Python; empty: none. */
  settingsPath: string;
  privateEnvDir: string;
  /** Default: the process environment. */
  path?: string;
}

interface Candidate {
  path: string;
  source: EngineSource;
}

const PROBE_TIMEOUT_MS = 20_000;
const WINDOWS = process.platform === 'win32';
/** A desktop session's PATH is often shorter than a terminal's. */
const USUAL_FOLDERS = WINDOWS ? [] : ['/usr/local/bin', '/opt/homebrew/bin', join(homedir(), '.local/bin')];

/** Looks in the order of the spec: bundled, settings, private environment, PATH. The first that works wins. */
export async function discoverApprise(options: DiscoveryOptions): Promise<FoundApprise | undefined> {
  const commands: Candidate[] = [];
  for (const candidate of candidates(options)) {
    if (!(await isExecutable(candidate.path))) continue;
    const interpreter = await interpreterOf(candidate.path);
    if (interpreter !== undefined && (await isExecutable(interpreter))) {
      const probed = await probeInterpreter(interpreter);
      if (probed) return { kind: 'interpreter', path: interpreter, ...probed, source: candidate.source };
    }
    if (!isPython(candidate.path)) commands.push(candidate);
  }
  for (const { path, source } of commands) {
    const probed = await probeCommand(path);
    if (probed) return { kind: 'command', path, version: probed.version, source };
  }
  return undefined;
}

function candidates({ bundled, settingsPath, privateEnvDir, path }: DiscoveryOptions): Candidate[] {
  const folders = [...(path ?? process.env.PATH ?? '').split(delimiter).filter(Boolean), ...USUAL_FOLDERS];
  const names = WINDOWS ? ['apprise.exe', 'apprise.cmd'] : ['apprise'];
  const onPath = [...new Set(folders)].flatMap((folder) => names.map((name) => join(folder, name)));
  return [
    ...(bundled ? [{ path: bundled, source: 'bundled' as const }] : []),
    ...(settingsPath === '' ? [] : [{ path: settingsPath, source: 'settings' as const }]),
    { path: pythonIn(privateEnvDir), source: 'private' },
    ...onPath.map((found) => ({ path: found, source: 'path' as const })),
  ];
}

const isPython = (path: string): boolean => /^(python|pypy)[\d.]*(\.exe)?$/i.test(basename(path));

/** A Python itself, the one that a script's first line names, or the one beside a Windows launcher. */
export async function interpreterOf(path: string): Promise<string | undefined> {
  if (isPython(path)) return path;
  if (/\.(exe|cmd)$/i.test(path)) {
    const beside = [join(dirname(path), 'python.exe'), join(dirname(dirname(path)), 'python.exe')];
    for (const python of beside) if (await isExecutable(python)) return python;
    return undefined;
  }
  const head = await firstBytes(path);
  const direct = /^#![ \t]*"?([^\r\n"]*?(?:python|pypy)[\d.]*)"?[ \t]*(?:-\S+[ \t]*)*\r?\n/.exec(head)?.[1];
  // Where the path is too long for a first line, pip writes a shell line that hands over.
  const wrapped = /^#!\/bin\/sh\s+'''exec' "?([^"\r\n]+?(?:python|pypy)[\d.]*)"? /.exec(head)?.[1];
  const named = direct ?? wrapped;
  const searched = /^\S*\/env[ \t]+(?:-S[ \t]+)?(\S+)$/.exec(named ?? '')?.[1];
  return searched === undefined ? named : onPath(searched);
}

async function onPath(name: string): Promise<string | undefined> {
  for (const folder of (process.env.PATH ?? '').split(delimiter).filter(Boolean)) {
    if (await isExecutable(join(folder, name))) return join(folder, name);
  }
  return undefined;
}

async function firstBytes(path: string): Promise<string> {
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0);
      return buffer.subarray(0, bytesRead).toString('utf8');
    } finally {
      await file.close();
    }
  } catch {
    return '';
  }
}

export async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

type Probed = Pick<FoundApprise, 'version' | 'packageFile'>;

const WHAT = 'import apprise; print("Apprise v" + apprise.__version__); print("in " + apprise.__file__)';

const probeInterpreter = (python: string): Promise<Probed | undefined> => probe(python, ['-c', WHAT]);
const probeCommand = (command: string): Promise<Probed | undefined> => probe(command, ['--version']);

async function probe(file: string, args: string[]): Promise<Probed | undefined> {
  const result = await execa(file, args, {
    env: childEnvironment(),
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    stderr: 'ignore',
    timeout: PROBE_TIMEOUT_MS,
    maxBuffer: 64 * 1024,
    windowsHide: true,
  });
  const output = String(result.stdout ?? '');
  const version = /Apprise v(\d[\w.]*)/.exec(output)?.[1];
  const packageFile = /^in (.+?)\r?$/m.exec(output)?.[1];
  return version === undefined ? undefined : { version, ...(packageFile ? { packageFile } : {}) };
}
