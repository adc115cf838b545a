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
