import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** One icon in the tray, as the app describes it to the desktop. */
export interface TrayItem {
  /** Bus name of the app's connection. */
  service: string;
  id: string;
  title: string;
  status: string;
  iconName: string;
  icons: { width: number; height: number; sha256: string }[];
  toolTip: { title: string; text: string };
  menuPath: string;
}

export interface TrayEntry {
  id: number;
  type: 'standard' | 'separator';
  label: string;
  enabled: boolean;
  visible: boolean;
  toggle: '' | 'checkmark' | 'radio';
  checked: boolean;
  children: TrayEntry[];
}

export interface ShownNotification {
  id: number;
  app: string;
  icon: string;
  summary: string;
  body: string;
  /** Key → label; `default` is a click on the notification itself. */
  actions: Record<string, string>;
  urgency: 'low' | 'normal' | 'critical';
  /** Names of the hints that came along. */
  hints: string[];
  timeoutMs: number;
  closed: boolean;
}

/** Debian's own Python: python3-dbus is not visible to others that may come first on PATH. */
const python = '/usr/bin/python3';
/** The menu is drawn anew some moments after what it shows has changed. */
const ENABLED_WITHIN_MS = 5_000;

/**
 * The desktop that an app under test sees: a tray and a notification area on the session bus, without a screen. Start it before the
 * app: Electron looks for a tray once. Needs DBUS_SESSION_BUS_ADDRESS of a session where no other desktop runs.
 */
export class DesktopShell {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<number, { done: (value: unknown) => void; fail: (error: Error) => void }>();
  #number = 0;
  #errors = '';

  private constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
  }

  static async start(env: NodeJS.ProcessEnv = process.env): Promise<DesktopShell> {
    const child = spawn(python, [join(import.meta.dirname, 'desktop_shell.py')], {
      env: { ...env, PYTHONDONTWRITEBYTECODE: '1' },
    });
    const shell = new DesktopShell(child);
    await shell.#listen();
    return shell;
  }

  #listen(): Promise<void> {
    return new Promise((ready, failed) => {
      this.#child.stderr.on('data', (data: Buffer) => {
        this.#errors = (this.#errors + data.toString()).slice(-2_000);
      });
      createInterface({ input: this.#child.stdout }).on('line', (line) => {
        const answer = JSON.parse(line) as {
          ready?: true;
          id: number;
          ok: boolean;
          value: unknown;
          error: string;
        };
        if (answer.ready) return ready();
        const waiting = this.#waiting.get(answer.id);
        this.#waiting.delete(answer.id);
        if (answer.ok) waiting?.done(answer.value);
        else waiting?.fail(new Error(answer.error));
      });
      const ended = () => {
        const error = new Error(`the test desktop has ended: ${this.#errors.trim()}`);
        failed(error);
        for (const waiting of this.#waiting.values()) waiting.fail(error);
        this.#waiting.clear();
      };
      this.#child.on('error', ended);
      this.#child.on('close', ended);
    });
  }

  #ask<T>(request: string, fields: object = {}): Promise<T> {
    this.#number += 1;
    const id = this.#number;
    return new Promise<T>((done, fail) => {
      this.#waiting.set(id, { done: (value) => done(value as T), fail });
      this.#child.stdin.write(`${JSON.stringify({ id, do: request, ...fields })}\n`);
    });
  }

  trayItems(): Promise<TrayItem[]> {
    return this.#ask('trayItems');
  }

  /** The menu of the newest icon, as it stands now. */
  trayMenu(): Promise<TrayEntry[]> {
    return this.#ask('trayMenu');
  }

  /** Clicks the entry reached by these labels; a missing one is an error, and so is one that stays disabled. */
  async clickTray(labelPath: string[]): Promise<void> {
    const until = Date.now() + ENABLED_WITHIN_MS;
    for (;;) {
      const error = await this.#ask('clickTray', { path: labelPath }).then(
        () => undefined,
        (reason: Error) => reason,
      );
      if (error === undefined) return;
      if (!error.message.endsWith('is disabled') || Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Clicks the icon itself. */
  async activateTray(): Promise<void> {
    await this.#ask('activateTray');
  }

  /** Everything shown since the start or `clearNotifications`, oldest first, closed ones included. */
  notifications(): Promise<ShownNotification[]> {
    return this.#ask('notifications');
  }

  async clickNotification(id: number, action = 'default'): Promise<void> {
    await this.#ask('clickNotification', { notification: id, action });
  }

  async dismissNotification(id: number): Promise<void> {
    await this.#ask('dismissNotification', { notification: id });
  }

  async clearNotifications(): Promise<void> {
    await this.#ask('clearNotifications');
  }

  /** The first notification that `wanted` accepts. */
  waitForNotification(
    wanted: (one: ShownNotification) => boolean,
    timeoutMs = 10_000,
  ): Promise<ShownNotification> {
    return this.#until('notification', async () => (await this.notifications()).find(wanted), timeoutMs);
  }

  /** The tray icon, once the app has registered it. */
  waitForTray(timeoutMs = 10_000): Promise<TrayItem> {
    return this.#until('tray icon', async () => (await this.trayItems()).at(-1), timeoutMs);
  }

  async #until<T>(what: string, look: () => Promise<T | undefined>, timeoutMs: number): Promise<T> {
    const end = Date.now() + timeoutMs;
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      if (Date.now() > end) throw new Error(`no such ${what} within ${timeoutMs} ms`);
      await sleep(50);
    }
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = new Promise((done) => this.#child.once('close', done));
    this.#child.stdin.end();
    await ended;
  }
}
