import { Readable } from 'node:stream';
import type { Command, Context } from '../../../src-main/cli/command.ts';
import { CommandFailure } from '../../../src-main/cli/command.ts';
import { UsageError } from '../../../src-main/cli/usage.ts';
import type { Engine } from '../../../src-main/engine/engine.ts';
import type { Result } from '../../../src-shared/result.ts';
import { success } from '../../../src-shared/result.ts';
import type { TargetView } from '../../../src-shared/views/targets.ts';

export interface Ran {
  status: number;
  stdout: string;
  stderr: string;
  /** What the engine was asked, in order. */
  calls: [channel: string, input: unknown][];
  opened: boolean;
}

export interface Fake {
  stdin?: string;
  /** By channel, a function of the input where it matters; whatever is not named answers null. */
  answers?: Record<string, Result<unknown> | unknown>;
  targets?: TargetView[];
  /** A real one in the place of all this. */
  engine?: Engine;
}

const isResult = (value: unknown): value is Result<unknown> =>
  typeof value === 'object' && value !== null && 'ok' in value && ('value' in value || 'code' in value);

/** One command on an engine that only notes what it is asked. */
export async function runCommand(command: Command, args: string[], fake: Fake = {}): Promise<Ran> {
  const ran: Ran = { status: -1, stdout: '', stderr: '', calls: [], opened: false };
  const engine = {
    call: async (channel: string, input: unknown) => {
      ran.calls.push([channel, input]);
      const given = fake.answers?.[channel] ?? null;
      const answer: unknown = typeof given === 'function' ? given(input) : given;
      return isResult(answer) ? answer : success(answer);
    },
    parts: {
      redactor: { value: (value: unknown) => value },
      notifications: {
        listTargets: async () => fake.targets ?? [],
      },
    },
  } as unknown as Engine;
  const write = (stream: 'stdout' | 'stderr') => (text: string) => {
    ran[stream] += `${text}\n`;
  };
  const context: Context = {
    engine: async () => {
      ran.opened = true;
      return fake.engine ?? engine;
    },
    out: { answer: write('stdout'), note: write('stderr'), fail: write('stderr'), progress: () => undefined },
    dataDir: '/nowhere',
    signal: new AbortController().signal,
    stdin: Readable.from([fake.stdin ?? '']),
  };
  try {
    ran.status = await command(args, context);
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof CommandFailure)) throw error;
    ran.status = error instanceof UsageError ? 64 : error.exitStatus;
    ran.stderr += `${error.message}\n`;
  }
  return ran;
}

export const target = (more: Partial<TargetView> = {}): TargetView => ({
  id: 't1',
  label: 'Phone',
  service: 'ntfy',
  serviceLabel: 'ntfy',
  maskedUrl: 'ntfys://••••',
  store: 'keychain',
  envVariable: null,
  enabled: true,
  problem: null,
  waiting: 0,
  lastDelivery: null,
  fields: { server: 'ntfy.sh', topic: 'my-alerts', priority: 'high', tags: '', https: 'true', token: '' },
  events: null,
  minimumSeverity: 'info',
  usesResetSmtp: false,
  ...more,
});
