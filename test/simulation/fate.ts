import type { MonitorName } from '../../src-shared/monitors.ts';
import type { SettingKey } from '../../src-shared/settings.ts';
import type { Computer } from './computer.ts';
import type { Observer } from './observer.ts';
import type { VirtualTime } from './time/virtual-time.ts';
import type { Draw } from './world/draw.ts';
import type { People } from './world/people.ts';
import { DAY, type Episode, type Troubles } from './world/trouble.ts';
import type { Truth } from './world/truth.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

export interface FateOptions {
  time: VirtualTime;
  draw: Draw;
  computer: Computer;
  people: People;
  truth: Truth;
  observer: Observer;
  troubles: Troubles;
  /** When all of it has to be over. */
  end: number;
  changed: () => void;
  tell: (text: string) => void;
}

/** What befalls the computer, and when: out of the blue, or in the middle of a scan. */
export class Fate {
  readonly #options: FateOptions;
  readonly #liedTo = new Set<MonitorName>();
  readonly #detected = new WeakMap<Episode, boolean>();
  readonly isLaptop: boolean;

  constructor(options: FateOptions) {
    this.#options = options;
    this.isLaptop = options.draw.chance(0.8);
  }

  plan(): void {
    const { time, draw, computer, end, tell } = this.#options;
    const at = (mean: number, act: () => void) => {
      for (const moment of draw.moments(time.now + HOUR, end, mean)) time.at(moment, act);
    };
    at(8 * DAY, () => computer.restart(draw.spread(MINUTE, 12 * HOUR)));
    at(12 * DAY, () => computer.killSoon(draw.spread(1, 200)));
    at(10 * DAY, () => this.#setClock());
    at(6 * DAY, () => this.#changeSettings());
    at(3 * DAY, () => this.#scanNow());
    at(this.isLaptop ? 2 * DAY : 15 * DAY, () => this.#sleep(draw.spread(2 * MINUTE, 6 * HOUR)));
    for (let night = time.now; this.isLaptop && night < end; night += DAY)
      time.at(night + DAY + draw.between(-2, 2) * HOUR, () => this.#sleep(draw.between(7, 14) * HOUR));
    at(40 * DAY, () => this.#sleep(draw.between(2 * DAY, 8 * DAY)));
    for (let day = time.now; day < end + 30 * DAY; day += DAY / 2)
      time.silently(day, () => computer.noBackup());
    for (const episode of this.#options.troubles.episodes) {
      time.at(episode.from, () => tell(`trouble begins: ${JSON.stringify(episode.trouble)}`));
      time.at(episode.to, () => tell(`trouble ends: ${JSON.stringify(episode.trouble)}`));
      this.#follow(episode);
    }
  }

  /** A scan has begun. */
  scanBegan(monitor: MonitorName): void {
    const { time, draw, computer, people, troubles, end } = this.#options;
    if (time.now > end) return;
    // What must be seen twice is best seen in the middle of a scan, and then in its next one too.
    const lies = draw.chance(this.#liedTo.has(monitor) ? 0.4 : 0.03);
    if (lies) this.#begin(troubles.lie(time.now, end));
    this.#liedTo[lies ? 'add' : 'delete'](monitor);
    if (!draw.chance(0.1)) return;
    const soon = draw.spread(1, 6_000);
    const later = (act: () => void) => time.after(soon, act);
    draw.pick([
      () => later(() => people.act(end)),
      () => later(() => people.act(end)),
      () => computer.killSoon(draw.spread(1, 6_000)),
      () => computer.killStoring(draw.spread(1, 15)),
      () => later(() => this.#sleep(draw.spread(MINUTE, 3 * DAY))),
      () => later(() => this.#setClock()),
      () => this.#begin(troubles.strike(time.now, end)),
    ])();
  }

  /** A message has left. */
  sendBegan(): void {
    const { time, draw, computer, end } = this.#options;
    if (time.now > end || !draw.chance(0.015)) return;
    if (draw.chance(0.4)) computer.killStoring(draw.spread(1, 5));
    else time.after(draw.between(0, 600), () => computer.kill());
  }

  #begin(episode: Episode | undefined): void {
    if (!episode) return;
    this.#options.tell(`trouble in a moment: ${JSON.stringify(episode.trouble)}`);
    this.#follow(episode);
  }

  #follow(episode: Episode): void {
    const { time, draw, computer, troubles, changed } = this.#options;
    const isNetwork = episode.trouble.of === 'network';
    this.#detected.set(episode, isNetwork && draw.chance(0.6));
    const look = () => {
      changed();
      if (!isNetwork) return;
      const isDown = troubles.episodes.some(
        (one) =>
          one.trouble.of === 'network' &&
          this.#detected.get(one) &&
          one.from <= time.now &&
          time.now < one.to,
      );
      time.after(draw.between(0, 4_000), () => computer.tellNetwork(!isDown || !this.#isDownNow()));
    };
    time.at(episode.from, look);
    time.at(episode.to, look);
  }

  #isDownNow(): boolean {
    const { troubles, time } = this.#options;
    return troubles.at(time.now).some(({ of }) => of === 'network');
  }

  #sleep(ms: number): void {
    const { computer, time, end } = this.#options;
    computer.sleep(Math.min(ms, Math.max(MINUTE, end - time.now)));
  }

  /** By up to a day to either side, and put right again. */
  #setClock(): void {
    const { computer, draw, time, end } = this.#options;
    computer.setClock(Math.round(draw.between(-DAY, DAY)));
    time.at(Math.min(time.now + draw.spread(MINUTE, 2 * DAY), end), () => computer.setClock(0));
  }

  #changeSettings(): void {
    const { computer, draw, tell, changed } = this.#options;
    const [key, value] = draw.pick<[SettingKey, number | boolean]>([
      ['usage.storagePercent', draw.pick([50, 52, 70, 80, 90, 95, 99])],
      ['usage.sendPercent', draw.pick([50, 80, 90, 95])],
      ['usage.accountPercent', draw.pick([70, 80, 90, 95])],
      ['dns.requireMailCname', draw.chance(0.5)],
      ['dns.intervalHours', draw.pick([6, 12, 24])],
      ['usage.intervalHours', draw.pick([4, 6, 12, 24])],
      ['watch.intervalHours', draw.pick([12, 24])],
    ]);
    tell(`setting ${key} = ${value}`);
    const done = computer.engine?.call('settings.set', { key, value });
    done?.then(changed, changed);
  }

  #scanNow(): void {
    const { computer, draw, truth, observer } = this.#options;
    const domains = draw.chance(0.5) ? [draw.pick(truth.domains())] : undefined;
    const kind = draw.pick(['dns', 'usage', 'watch', 'all'] as const);
    computer.engine?.call('scan.start', { kind, ...(domains ? { domains } : {}) }).then(
      (started) => {
        if (domains && started.ok) observer.recheck(started.value.id);
      },
      () => undefined,
    );
  }
}
