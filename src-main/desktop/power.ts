import { net, powerMonitor } from 'electron';
import type { EnginePort } from './engine-port.ts';
import type { Heartbeat } from './heartbeat.ts';

/**
 * Sleep and network. Electron tells the main process of neither going online nor offline: the state is looked at
 * with the minute's heartbeat and after waking up. `assumeOnline`: everything that is asked lives on this computer.
 */
export function watchPowerAndNetwork(
  engine: Pick<EnginePort, 'wake' | 'setOnline'>,
  heartbeat: Pick<Heartbeat, 'onBeat'>,
  assumeOnline: boolean,
): void {
  let wasOnline: boolean | undefined;
  const look = (): void => {
    const isOnline = assumeOnline || net.isOnline();
    if (isOnline === wasOnline) return;
    const isBack = wasOnline === false;
    wasOnline = isOnline;
    engine.setOnline(isOnline);
    if (isBack) engine.wake('network');
  };
  look();
  heartbeat.onBeat(look);
  powerMonitor.on('resume', () => {
    look();
    engine.wake('resume');
  });
}
