import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '../../src-main/engine/engine.ts';
import type { SettingKey } from '../../src-shared/settings.ts';
import { Computer } from './computer.ts';
import { Fate } from './fate.ts';
import { Observer } from './observer.ts';
import { type Finding, Findings } from './oracle/findings.ts';
import { Oracles } from './oracle/oracles.ts';
import { setUp } from './set-up.ts';
import { countImmediates } from './time/settle.ts';
import { VirtualTime } from './time/virtual-time.ts';
import { AnswerLog } from './world/answers.ts';
import { SimApi } from './world/api.ts';
import { SimDns } from './world/dns.ts';
import { Draw } from './world/draw.ts';
import { People } from './world/people.ts';
import { Receivers } from './world/receivers.ts';
import { Settings } from './world/settings.ts';
import { DAY, Troubles } from './world/trouble.ts';
import { Truth } from './world/truth.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2027, 2, 1);
/** At the end, without any trouble or change: everything must come right in it. */
const REST_MS = 5 * DAY;

export interface Report {
  seed: number;
  findings: readonly Finding[];
  timeline: (finding: Finding) => string[];
  story: () => string[];
  /** What there was to see. */
  figures: Record<string, number>;
}

/** So many days of one account, one computer and the people around them, all drawn from the seed. */
export async function simulate(seed: number, days = 90): Promise<Report> {
  // Modules that are loaded on first use take real time to come: the first run of all is none that counts.
  warmUp ??= inFolder((folder) => run(0, WARM_UP_DAYS, folder));
  await warmUp;
  return inFolder((folder) => run(seed, days, folder));
}

const WARM_UP_DAYS = 8;
let warmUp: Promise<Report> | undefined;

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const memory = '/dev/shm';
  const folder = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'mxm-days-'));
  const restore = countImmediates();
  try {
    return await work(folder);
  } finally {
    restore();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(seed: number, days: number, folder: string): Promise<Report> {
  const draw = new Draw(seed);
  const time = new VirtualTime(START + draw.between(0, DAY));
  const begin = time.now;
  const quiet = begin + days * DAY - REST_MS;
  const findings = new Findings(() => time.now);
  const truth = new Truth(time, findings.tell);
  const people = new People(truth, time, draw.fork('people'));
  const troubles = new Troubles(draw.fork('troubles'));
  const apiAnswers = new AnswerLog();
  const dnsAnswers = new AnswerLog();
  const settings = new Settings(() => time.now);
  const now = () => time.now;
  const after = (ms: number, act: () => void) => time.after(ms, act);
  const api = new SimApi({
    ...{ truth, now, after, draw: draw.fork('api'), answers: apiAnswers },
    faults: () => troubles.at(time.now).flatMap((one) => (one.of === 'api' ? one : [])),
  });
  const dns = new SimDns({
    ...{ truth, now, after, draw: draw.fork('dns'), answers: dnsAnswers },
    fault: (resolver) =>
      troubles
        .at(time.now)
        .flatMap((one) => (one.of === 'dns' && one.resolver === resolver ? one.fault : []))[0],
  });
  const receivers = new Receivers({
    ...{ now, after, draw: draw.fork('receivers'), tell: findings.tell, began: () => fate.sendBegan() },
    fault: (name) =>
      troubles
        .at(time.now)
        .flatMap((one) => (one.of === 'receiver' && one.receiver === name ? one.fault : []))[0],
  });
  const isConnected = () => !troubles.at(time.now).some(({ of }) => of === 'network');
  const shell = draw.chance(0.7) ? 'desktop' : 'headless';
  const wanted = shell === 'desktop' ? ['os', 'hook'] : ['hook'];
  const oracles = new Oracles({
    ...{ truth, findings, settings, now, apiAnswers, dnsAnswers, troubles },
    isOffline: () => computer.isToldOffline,
  });
  let isSetUp = false;
  const observer = new Observer({
    now,
    clockMoved: (from, to) => settings.clockMoved(from, to),
    began: (monitor) => fate.scanBegan(monitor),
    recorded: (event) => {
      findings.tell(
        `event ${event.id} ${event.action} ${event.target} ${JSON.stringify(event.details).slice(0, 300)}`,
      );
      oracles.delivery.recorded(event, isSetUp ? wanted : undefined);
    },
    ran: (one, about) => {
      findings.tell(
        `${one.monitor} scan ${one.outcome}, begun ${Math.round((one.to - one.from) / 1000)} s ago`,
      );
      oracles.ran(one, about);
    },
  });
  const intervals: Partial<Record<SettingKey, number>> = {
    'dns.intervalHours': draw.pick([6, 12, 24]),
    'usage.intervalHours': draw.pick([6, 6, 12]),
    'watch.intervalHours': draw.pick([12, 24, 24]),
  };
  /** Anything that a scan could depend on. */
  const changed = () => {
    const inTheWay = troubles.at(time.now).some(({ of }) => of !== 'receiver');
    // First by the settings that held until now.
    const isReady = computer.state === 'on' && !computer.isToldOffline;
    oracles.world(isReady && !inTheWay);
    const engine = computer.engine;
    if (engine) settings.read(engine);
    settings.computer(isReady, computer.offset);
  };
  const computer: Computer = new Computer({
    ...{
      folder,
      time,
      draw: draw.fork('computer'),
      api,
      dns,
      receivers,
      observer,
      shell,
      isConnected,
      changed,
    },
    standing: draw.chance(0.5),
    setUp: async (engine) => {
      await setUp(engine, truth, intervals);
      observer.read(engine);
      isSetUp = true;
    },
    started: (engine: Engine, sending) => {
      settings.read(engine);
      for (const { receiver, eventId } of sending) oracles.delivery.killedWhileSending(receiver, eventId);
    },
    tell: findings.tell,
  });
  const fate = new Fate({
    ...{ time, computer, people, truth, observer, troubles, end: quiet, changed, tell: findings.tell },
    draw: draw.fork('fate'),
  });

  people.settle();
  troubles.plan(begin + 3 * HOUR, quiet);
  people.plan(quiet);
  fate.plan();
  await computer.start();
  await time.runUntil(begin + days * DAY, () => computer.tend());
  changed();
  const { engine } = computer;
  if (engine) {
    observer.read(engine);
    oracles.finish(engine, Object.values(receivers.all), observer.leftOver);
  } else findings.blame('computer', `ends ${computer.state}`);
  await computer.end();
  if (api.refusals > 0) findings.blame('api', `${api.refusals} requests were too many`);
  const figures = {
    ...oracles.figures(),
    requests: api.requests,
    questions: dns.questions,
    crashes: computer.crashes,
    events: engine ? observer.count : 0,
  };
  return {
    ...{ seed, findings: findings.list, figures },
    timeline: (finding) => findings.timeline(finding),
    story: () => findings.lines(),
  };
}
