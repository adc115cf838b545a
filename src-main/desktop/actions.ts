import { app } from 'electron';
import type { EnginePort } from './engine-port.ts';
import type { OsNotifications } from './os-notifications.ts';
import { testReport } from './test-notification.ts';
import type { TrayAction } from './tray-menu.ts';
import type { AppWindow } from './window.ts';

export interface ActionPorts {
  engine: Pick<EnginePort, 'call' | 'log'>;
  window: AppWindow;
  notifications: OsNotifications;
}

/** What the entries of the tray menu do. A refusal is told by a notification: there may be no window. */
export function createActions({ engine, window, notifications }: ActionPorts): (action: TrayAction) => void {
  const run = async (action: TrayAction): Promise<void> => {
    switch (action.do) {
      case 'open':
        return window.show();
      case 'event':
        return window.show({ screen: 'logs', eventId: action.eventId });
      case 'settings':
        return window.show({ screen: 'settings' });
      case 'quit':
        // Once the panel has its answer: quitting removes the icon that it is talking to.
        setImmediate(() => app.quit());
        return;
      case 'scan': {
        const started = await engine.call('scan.start', { kind: action.kind });
        if (!started.ok)
          await notifications.tell('[MXroute Manager] Scan', started.message, { screen: 'overview' });
        return;
      }
      case 'test': {
        const report = testReport(await engine.call('targets.test', undefined));
        if (report) await notifications.tell(report.title, report.body, { screen: 'notifications' });
      }
    }
  };
  return (action) => {
    run(action).catch((error: unknown) =>
      engine.log.log('error', 'A tray action failed', { action: action.do, error }),
    );
  };
}
