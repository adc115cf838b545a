import type { AuditAction, Severity } from '../../src-shared/audit-actions.ts';
import type { IpcChannel, IpcInput, IpcOutput } from '../../src-shared/ipc/contract.ts';
import type { FeedMessage } from '../../src-shared/ipc/feed.ts';
import type { Result } from '../../src-shared/result.ts';
import type { Notice } from '../../src-shared/views/app.ts';
import type { Logger } from '../engine/ports.ts';

/** Channels that only the desktop can answer: Electron's versions, the browser, the clipboard, the file manager, dialogs. */
export const DESKTOP_CHANNELS = [
  'app.info',
  'app.openExternal',
  'app.copySecret',
  'targets.copyToken',
  'data.openFolder',
  'events.export',
  'events.showExport',
] as const;
export type DesktopChannel = (typeof DESKTOP_CHANNELS)[number];
export type EngineChannel = Exclude<IpcChannel, DesktopChannel>;

/** One alert, or a digest of several, for this computer's own notifications, worded by the engine. */
export interface OsMessage {
  /** 0 for a test and for a digest. */
  eventId: number;
  /** What a digest joins. */
  eventIds?: number[];
  title: string;
  body: string;
  severity: Severity;
  action: AuditAction;
  /** The event's subject: a domain, a mailbox, "3 domains"; empty for a digest. */
  target: string;
  /** What it speaks for, alert or recovery: a later message about all of these takes its place. */
  topics: string[];
}

export type OsOutcome = { ok: true } | { ok: false; reason: string };

/** `ok` means that the desktop took the notification; `reason` is a sentence. Never rejects. */
export interface OsChannel {
  send(message: OsMessage): Promise<OsOutcome>;
}

/** All that the desktop asks of the engine. */
export interface EnginePort {
  /** Answers every engine channel; input is already validated. Throws only for bugs. */
  call<C extends EngineChannel>(channel: C, input: IpcInput<C>): Promise<Result<IpcOutput<C>>>;
  /** @returns a function that stops listening. */
  subscribe(listener: (message: FeedMessage) => void): () => void;
  registerOsChannel(channel: OsChannel): void;
  /** `NAME=token` of a stored target. The answer is the secret: for the clipboard, never for the window. */
  envLine(targetId: string, variable?: string): Promise<Result<string>>;
  /** Writes what matches into `file`, replacing it. A failure says what to do. */
  exportEvents(request: IpcInput<'events.export'>, file: string): Promise<Result<{ events: number }>>;
  /** Starts the schedule and the delivery. */
  start(): Promise<void>;
  /** Lets deliveries that are under way finish for at most `drainMs`, then closes the database. */
  stop(drainMs: number): Promise<void>;
  /** The computer slept or the network came back: what is overdue may run. */
  wake(reason: 'resume' | 'network'): void;
  setOnline(online: boolean): void;
  readonly notices: Notice[];
  readonly dataDir: string;
  readonly log: Logger;
}
