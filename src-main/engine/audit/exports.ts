import type { IpcInput } from '../../../src-shared/ipc/contract.ts';
import { type Result, success } from '../../../src-shared/result.ts';
import { explainError } from '../explain.ts';
import type { Redactor } from '../log/redact.ts';
import { eventFilterOf } from './event-filter.ts';
import type { EventQueries } from './query.ts';

/** The exports that are under way. The database must stay open until `stop` is through. */
export class EventExports {
  readonly #page: EventQueries['page'];
  readonly #redactor: Redactor;
  readonly #stopping = new AbortController();
  readonly #running = new Set<Promise<unknown>>();

  constructor(page: EventQueries['page'], redactor: Redactor) {
    this.#page = page;
    this.#redactor = redactor;
  }

  async run(
    request: IpcInput<'events.export'>,
    file: string,
  ): Promise<Result<{ file: string; events: number }>> {
    const { exportEvents } = await import('./export.ts');
    const work = exportEvents({
      page: this.#page,
      redactor: this.#redactor,
      filter: eventFilterOf(request),
      format: request.format,
      file,
      signal: this.#stopping.signal,
    });
    this.#running.add(work);
    try {
      return success({ file, ...(await work) });
    } catch (error) {
      return { ok: false, ...explainExport(error) };
    } finally {
      this.#running.delete(work);
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.allSettled(this.#running);
  }
}

/** The file lies where the person wanted it, not in the data folder. */
function explainExport(error: unknown): { code: string; message: string } {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return { code, message: 'This folder cannot be written. Choose another place for the file.' };
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return { code, message: 'The folder is not there any more. Choose another place for the file.' };
  if (code === 'EISDIR') return { code, message: 'A folder has this name. Choose another one for the file.' };
  return explainError(error);
}
