import type { NetworkStatus } from '../ports.ts';

export interface NetworkSwitch extends NetworkStatus {
  set(online: boolean): void;
}

/** Online until the shell, which is told by the system, says otherwise. */
export function createNetworkSwitch(): NetworkSwitch {
  let online = true;
  const listeners = new Set<(online: boolean) => void>();
  return {
    online: () => online,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(value) {
      if (value === online) return;
      online = value;
      for (const listener of [...listeners]) listener(value);
    },
  };
}
