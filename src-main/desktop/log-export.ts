import { dirname, join } from 'node:path';
import type { IpcInput, IpcOutput } from '../../src-shared/ipc/contract.ts';
import { failure, type Result, success } from '../../src-shared/result.ts';
import type { Clock } from '../engine/ports.ts';
import type { EnginePort } from './engine-port.ts';

type Request = IpcInput<'events.export'>;

export interface LogExportPorts {
  engine: Pick<EnginePort, 'exportEvents'>;
  /** Where the person wants it; null: they changed their mind. */
  chooseFile(suggestion: { path: string; format: Request['format'] }): Promise<string | null>;
  /** Shows the file, marked, in the file manager. */
  reveal(file: string): void;
  /** Where the first file is suggested. */
  documents(): string;
  clock: Pick<Clock, 'now'>;
}

export interface LogExport {
  /** Null: cancelled. */
  exportEvents(request: Request): Promise<Result<IpcOutput<'events.export'>>>;
  /** The file that was exported last; the page names none. */
  showLast(): Result<null>;
}

/** Logs → Export: asks where, writes, and can show where it went. */
export function createLogExport(ports: LogExportPorts): LogExport {
  /** Until the app ends: the next export goes where the last one went. */
  let folder: string | undefined;
  let last: string | undefined;
  let isBusy = false;

  async function run(request: Request): Promise<Result<IpcOutput<'events.export'>>> {
    const name = `mxroute-events-${localDay(ports.clock.now())}.${request.format}`;
    const path = join(folder ?? ports.documents(), name);
    const file = await ports.chooseFile({ path, format: request.format });
    if (file === null) return success(null);
    folder = dirname(file);
    const written = await ports.engine.exportEvents(request, file);
    if (written.ok) last = file;
    return written;
  }

  return {
    async exportEvents(request) {
      if (isBusy) return failure('busy', 'An export is under way already.');
      isBusy = true;
      try {
        return await run(request);
      } finally {
        isBusy = false;
      }
    },
    showLast() {
      if (last === undefined) return failure('not_found', 'Nothing was exported since the app was started.');
      ports.reveal(last);
      return success(null);
    },
  };
}

/** `2026-11-23`, by this computer's calendar. */
function localDay(now: number): string {
  const date = new Date(now);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
