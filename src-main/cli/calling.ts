import type { EngineChannel } from '../../src-shared/ipc/channels.ts';
import { IPC, type IpcInput, type IpcOutput } from '../../src-shared/ipc/contract.ts';
import type { Failure } from '../../src-shared/result.ts';
import type { Engine } from '../engine/engine.ts';
import { CommandFailure } from './command.ts';
import { UsageError } from './usage.ts';

/** What a person typed is wrong, as opposed to what this computer or a server refuses. */
const TYPED_WRONG = new Set(['required', 'invalid', 'conflict', 'unknown_service']);

/**
 * A call of the contract that the window uses, its input checked in the same way.
 * @throws UsageError for input that is wrong in itself, CommandFailure (exit status 3) for everything else.
 */
export async function call<C extends EngineChannel>(
  engine: Engine,
  channel: C,
  input: IpcInput<C>,
): Promise<IpcOutput<C>> {
  const parsed = IPC[channel].input.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.length ? `${issue.path.join('.')}: ` : '';
    // zod's own sentences quote what is allowed, never what was typed.
    throw new UsageError(`${where}${issue?.message ?? 'not usable'}`);
  }
  const result = await engine.call(channel, parsed.data as IpcInput<C>);
  if (!result.ok) throw failed(result);
  return result.value;
}

export const failed = ({ code, message }: Failure): Error =>
  TYPED_WRONG.has(code) ? new UsageError(message) : new CommandFailure(message);
