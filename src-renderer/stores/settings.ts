import { useMemo } from 'react';
import type { SettingKey } from '../../src-shared/settings.ts';
import { call } from '../ipc.ts';
import { createResource } from './resource.ts';

export const settings = createResource(() => call('settings.list'), ['settings']);

/** @returns the failure, for the field that was edited. */
export async function setSetting(key: SettingKey, value: unknown) {
  const answer = await call('settings.set', { key, value });
  if (answer.ok) settings.patch((list) => list.map((one) => (one.key === key ? answer.value : one)));
  return answer;
}

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** Where the alarms of a mailbox begin, in percent; undefined while nothing is known. */
export function useThresholds(): { storage: number | undefined; sends: number | undefined } {
  const { value } = settings.use();
  const find = (key: SettingKey) => numberOf(value?.find((one) => one.key === key)?.value);
  const [storage, sends] = [find('usage.storagePercent'), find('usage.sendPercent')];
  return useMemo(() => ({ storage, sends }), [storage, sends]);
}
