import type { DeliveryEngine, WorkerHealth } from '../../../../src-shared/views/delivery-engine.ts';
import type { FoundApprise } from './discovery.ts';
import { type EngineMode, engineWarnings } from './warnings.ts';

/** Everything but what the installer knows. */
export type EngineStatus = Omit<DeliveryEngine, 'installing' | 'canInstall' | 'lastInstall'>;

const REMEDY =
  'Use “Install Apprise” under Notifications → Delivery engine, or run “mxroute-manager-cli engine install”. Or install it yourself, e.g. “pipx install apprise” or “sudo apt install apprise”; where it is not found, Settings → Delivery engine takes its path.';

export const modeOf = (found: FoundApprise): EngineMode =>
  found.kind === 'interpreter' ? 'worker' : 'command';

/** Nothing was found, or nobody has looked yet. */
export const absentStatus = (undecided: boolean): EngineStatus => ({
  state: undecided ? 'starting' : 'missing',
  version: null,
  path: null,
  source: null,
  warnings: [],
  remedy: undecided ? null : REMEDY,
  services: null,
  worker: null,
});

/** `wanted`: the path given in Settings; empty: none. */
export function foundStatus(
  found: FoundApprise,
  wanted: string,
  more: { services: number | null; worker: WorkerHealth | null },
): EngineStatus {
  const { path, source, version } = found;
  const warnings = engineWarnings(version, modeOf(found));
  if (wanted !== '' && source !== 'settings' && source !== 'bundled')
    warnings.unshift('At the path given in Settings is no Apprise that works: another one is used.');
  return { state: modeOf(found), version, path, source, warnings, remedy: null, ...more };
}
