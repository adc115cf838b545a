import { copyFileSync, existsSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine, type Engine } from '../../src-main/engine/engine.ts';
import type { Keychain, Random } from '../../src-main/engine/ports.ts';
import type { Observer } from './observer.ts';
import { ProcessClock } from './time/process-clock.ts';
import { settle } from './time/settle.ts';
import type { VirtualTime } from './time/virtual-time.ts';
import type { SimApi } from './world/api.ts';
import type { SimDns } from './world/dns.ts';
import type { Draw } from './world/draw.ts';
import { Line } from './world/line.ts';
import type { Receivers } from './world/receivers.ts';
import { RESOLVERS } from './world/trouble.ts';

const DATABASE = 'mxroute-manager.db';

export interface ComputerOptions {
  folder: string;
  time: VirtualTime;
  draw: Draw;
  api: SimApi;
  dns: SimDns;
  receivers: Receivers;
  observer: Observer;
  shell: 'desktop' | 'headless';
  /** Whether timers stand still while it sleeps. */
  standing: boolean;
  isConnected: () => boolean;
  /** Once, before monitoring begins for the first time. */
  setUp: (engine: Engine) => Promise<void>;
  /** After each start, before monitoring begins. `sending`: what the one before was about to send when it was killed. */
  started: (engine: Engine, sending: { receiver: string; eventId: number }[]) => void;
  /** On, off, asleep, another time on its clock. */
  changed: () => void;
  tell: (text: string) => void;
}

interface Life {
  clock: ProcessClock;
  wire: Line;
  local: Line;
  engine: Engine | undefined;
  touches: number;
  killAt: number;
  /** The files as they were at the instant of its death. */
  remains: string | undefined;
}

/** A person's computer with the app on it: it is switched on and off, sleeps, loses the network, and kills the app. */
export class Computer {
  /** How wrong its clock is, ms. */
  offset = 0;
  state: 'off' | 'on' | 'asleep' | 'stopping' = 'off';
  readonly #options: ComputerOptions;
  readonly #secrets = new Map<string, string>();
  #life: Life | undefined;
  #folders = 0;
  #folder: string;
  #isSetUp = false;
  #isToldOffline = false;
  crashes = 0;

  constructor(options: ComputerOptions) {
    this.#options = options;
    this.#folder = join(options.folder, '0');
  }

  get engine(): Engine | undefined {
    return this.state === 'on' ? this.#life?.engine : undefined;
  }

  get isToldOffline(): boolean {
    return this.#isToldOffline;
  }

  async start(): Promise<void> {
    const { time, shell, draw, observer, setUp, started, changed, receivers, tell } = this.#options;
    const life = this.#newLife();
    this.#life = life;
    time.process = life.clock;
    this.noBackup();
    tell('the app starts');
    const engine = await createEngine(this.#engineOptions(life));
    life.engine = engine;
    // A killed process loses nothing by it, and nobody cuts this computer's power.
    engine.parts.db.pragma('synchronous = OFF');
    if (life.remains) return;
    if (shell === 'desktop') engine.registerOsChannel(receivers.osFor(life.local));
    if (!this.#isSetUp) {
      await setUp(engine);
      this.#isSetUp = true;
    }
    observer.died(engine);
    started(engine, sendingIn(engine));
    engine.subscribe((message) => {
      if (!life.remains) observer.heard(engine, message);
    });
    if (this.#isToldOffline) engine.setOnline(false);
    this.state = 'on';
    changed();
    // The first life is not ended before it has begun.
    life.touches = 0;
    if (draw.chance(0.05)) this.killSoon(draw.spread(1, 500));
    await engine.start();
  }

  /** A proper end, and a new start after `ms`. */
  restart(ms: number): void {
    const { time, tell, changed } = this.#options;
    const life = this.#life;
    if (this.state !== 'on' || !life?.engine) return;
    tell('the app is quit');
    this.state = 'stopping';
    changed();
    void life.engine.stop(10_000).then(() => {
      if (life !== this.#life || life.remains) return;
      this.state = 'off';
      time.process = undefined;
      life.wire.die();
      life.local.die();
      time.after(ms, () => this.start());
    });
  }

  /** SIGKILL after so many things that it still gets done. */
  killSoon(touches: number): void {
    const life = this.#life;
    if (!life || life.remains || this.state === 'asleep') return;
    life.killAt = life.touches + Math.max(1, Math.round(touches));
  }

  /** SIGKILL in this instant, in which it waits for something. */
  kill(): void {
    this.killSoon(1);
    if (this.#life && this.#life.killAt < Number.POSITIVE_INFINITY) this.#touch(this.#life);
  }

  sleep(ms: number): void {
    const { time, tell, changed } = this.#options;
    const life = this.#life;
    if (this.state !== 'on' || !life) return;
    tell(`the computer sleeps for ${Math.round(ms / 60_000)} min`);
    this.state = 'asleep';
    life.clock.sleep();
    life.wire.sleep();
    life.local.sleep();
    changed();
    time.after(ms, () => this.#wake(life));
  }

  /** The system has noticed that the network is gone, or back. */
  tellNetwork(online: boolean): void {
    if (this.#isToldOffline === !online) return;
    this.#isToldOffline = !online;
    this.#options.tell(`the app is told that it is ${online ? 'online' : 'offline'}`);
    if (this.state === 'on') this.#life?.engine?.setOnline(online);
    this.#options.changed();
  }

  setClock(offset: number): void {
    this.#options.tell(
      `the clock is set to ${offset === 0 ? 'be right' : `${Math.round(offset / 60_000)} min off`}`,
    );
    this.offset = offset;
    this.noBackup();
    this.#options.changed();
  }

  /** The daily backup is not what is tried here, and costs real time: there always is a fresh one. */
  noBackup(): void {
    const backups = join(this.#folder, 'backups');
    const file = join(backups, 'mxroute-manager-9999-12-31.db');
    mkdirSync(backups, { recursive: true });
    if (!existsSync(file)) writeFileSync(file, '');
    const seconds = Math.floor((this.#options.time.now + this.offset) / 1000) - 60;
    utimesSync(file, seconds, seconds);
  }

  /** To be called whenever everything rests: buries what was killed meanwhile, and starts it again. */
  async tend(): Promise<void> {
    const life = this.#life;
    if (!life?.remains) return;
    const { time, draw, tell, changed } = this.#options;
    this.crashes++;
    this.#life = undefined;
    this.state = 'off';
    time.process = undefined;
    tell('the app was killed');
    changed();
    await bury(life);
    rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = life.remains;
    time.after(draw.spread(500, 2 * 3_600_000), () => this.start());
  }

  async end(): Promise<void> {
    if (this.#life) await bury(this.#life);
    this.#life = undefined;
  }

  async #wake(life: Life): Promise<void> {
    if (life !== this.#life || this.state !== 'asleep') return;
    const { draw, time, shell, standing, changed, tell } = this.#options;
    tell('the computer wakes up');
    this.state = 'on';
    changed();
    await life.clock.wake(standing);
    life.local.wake(false);
    life.wire.wake(draw.chance(0.6));
    const isTold = shell === 'desktop' && draw.chance(0.9);
    life.engine?.setOnline(!this.#isToldOffline);
    if (!isTold) return;
    time.after(draw.between(0, 3_000), () => {
      if (life === this.#life && !life.remains) life.engine?.wake('resume');
    });
  }

  #newLife(): Life {
    const { time, draw, isConnected } = this.#options;
    const touch = () => this.#touch(life);
    const after = (ms: number, run: () => void) => time.after(ms, run);
    const life: Life = {
      clock: new ProcessClock({
        trueNow: () => time.now,
        offset: () => this.offset,
        touch,
        // Idle computers bundle their timers.
        lateness: (ms) => (ms >= 30_000 ? 110_000 : 0),
      }),
      wire: new Line({
        touch,
        after,
        down: () =>
          isConnected()
            ? undefined
            : Object.assign(new Error('offline'), { code: draw.pick(['ENETUNREACH', 'ENOTFOUND']) }),
      }),
      local: new Line({ touch, after, down: () => undefined }),
      engine: undefined,
      touches: 0,
      killAt: Number.POSITIVE_INFINITY,
      remains: undefined,
    };
    return life;
  }

  #engineOptions(life: Life): Parameters<typeof createEngine>[0] {
    const { shell, api, dns, receivers, draw } = this.#options;
    const random: Random = {
      next: () => {
        this.#touch(life);
        return draw.next();
      },
    };
    return {
      dataDir: this.#folder,
      shell,
      processEnvironment: { MXM_DNS_SERVERS: RESOLVERS.join() },
      clock: life.clock,
      random,
      keychain: () => this.#keychain(),
      internet: { fetch: api.fetchFor(life.wire), createServer: dns.serverFor(life.wire, life.clock) },
      channel: receivers.channelFor(life.wire),
    };
  }

  #keychain(): Keychain {
    return {
      state: async () => ({ usable: true }),
      get: async (name) => this.#secrets.get(name),
      set: async (name, secret) => void this.#secrets.set(name, secret),
      delete: async (name) => void this.#secrets.delete(name),
    };
  }

  /** What is on the disk in this instant, also in the middle of a transaction, is all that is left. */
  #touch(life: Life): void {
    if (++life.touches < life.killAt || life.remains) return;
    const remains = join(this.#options.folder, String(++this.#folders));
    mkdirSync(remains, { recursive: true });
    for (const suffix of ['', '-wal']) {
      const file = join(this.#folder, DATABASE + suffix);
      if (existsSync(file)) copyFileSync(file, join(remains, DATABASE + suffix));
    }
    life.remains = remains;
    life.wire.die();
    life.local.die();
  }
}

/** What a killed process does from then on is done to nobody; it only has to give back its files. */
async function bury({ clock, engine, wire, local }: Life): Promise<void> {
  wire.die();
  local.die();
  clock.outlive();
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  engine?.stop(0).then(over, over);
  for (let turn = 0; turn < 5_000 && engine && !isOver; turn++) {
    await settle();
    if (!isOver) clock.hurry();
  }
  if (engine && !isOver) throw new Error('A killed app could not be cleared away.');
}

function sendingIn(engine: Engine): { receiver: string; eventId: number }[] {
  const rows = engine.parts.db
    .prepare("SELECT target_id, event_id FROM outbox WHERE status = 'sending'")
    .all();
  return (rows as { target_id: string; event_id: number }[]).map(({ target_id, event_id }) => ({
    receiver: target_id === 'os' ? 'os' : 'hook',
    eventId: event_id,
  }));
}
