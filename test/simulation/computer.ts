import { copyFileSync, existsSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine, type Engine } from '../../src-main/engine/engine.ts';
import type { Keychain, Random } from '../../src-main/engine/ports.ts';
import { Life } from './life.ts';
import type { Observer } from './observer.ts';
import type { VirtualTime } from './time/virtual-time.ts';
import type { SimApi } from './world/api.ts';
import type { SimDns } from './world/dns.ts';
import type { Draw } from './world/draw.ts';
import type { Receivers } from './world/receivers.ts';
import { RESOLVERS } from './world/trouble.ts';

const HOUR = 3_600_000;
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
      if (!life.remains) observer.heard(engine, message, this.state === 'stopping');
    });
    if (this.#isToldOffline) engine.setOnline(false);
    this.state = 'on';
    changed();
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

  /** In so many things that it still gets done; see Life for this and the other ways to die. */
  killSoon(touches: number): void {
    this.#victim()?.killSoon(touches);
  }

  killStoring(steps: number): void {
    this.#victim()?.killStoring(steps);
  }

  kill(): void {
    this.#victim()?.kill();
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
    await life.bury();
    rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = life.remains;
    const ms = draw.chance(0.2) ? draw.between(1, 5) * HOUR : draw.spread(500, HOUR);
    time.after(ms, () => this.start());
  }

  async end(): Promise<void> {
    await this.#life?.bury();
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

  /** Nothing dies in its sleep. */
  #victim(): Life | undefined {
    return this.state === 'on' || this.state === 'stopping' ? this.#life : undefined;
  }

  #newLife(): Life {
    const { time, draw, isConnected } = this.#options;
    const offline = () =>
      Object.assign(new Error('offline'), { code: draw.pick(['ENETUNREACH', 'ENOTFOUND']) });
    return new Life({
      trueNow: () => time.now,
      offset: () => this.offset,
      after: (ms, run) => time.after(ms, run),
      down: () => (isConnected() ? undefined : offline()),
      keepRemains: () => this.#keepRemains(),
    });
  }

  #engineOptions(life: Life): Parameters<typeof createEngine>[0] {
    const { shell, api, dns, receivers, draw } = this.#options;
    const random: Random = {
      next: () => {
        life.touch();
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

  #keepRemains(): string {
    const remains = join(this.#options.folder, String(++this.#folders));
    mkdirSync(remains, { recursive: true });
    for (const suffix of ['', '-wal']) {
      const file = join(this.#folder, DATABASE + suffix);
      if (existsSync(file)) copyFileSync(file, join(remains, DATABASE + suffix));
    }
    return remains;
  }
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
