import type { DeliveryEngine, InstallProgress } from '../../src-shared/views/delivery-engine.ts';
import { ago } from './fleet-data.ts';

export const installSteps: InstallProgress[] = [
  { step: 'environment', detail: 'Python 3.11 (/usr/bin/python3)' },
  { step: 'downloading', detail: 'apprise 1.13.0 (1.6 MB)' },
  { step: 'downloading', detail: 'requests 2.32.3 (64 kB)' },
  { step: 'installing', detail: '11 packages' },
  { step: 'checking', detail: null },
];

export const installDone: Partial<DeliveryEngine> = {
  state: 'worker',
  version: '1.13.0',
  path: '/home/ann/.config/mxroute-manager/apprise-env/bin/python3',
  source: 'private',
  warnings: [],
  remedy: null,
  canInstall: null,
  lastInstall: { outcome: 'done', at: ago(0), message: 'Apprise 1.13.0 was installed.', remedy: null },
};

export const installFailed: Partial<DeliveryEngine> = {
  lastInstall: {
    outcome: 'failed',
    at: ago(0),
    message: 'Python 3.11 is there, but cannot make virtual environments.',
    remedy:
      'Run “sudo apt install python3-venv” (for a Python of your own “python3.11-venv”). Then try again.',
  },
};
