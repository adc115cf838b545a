import { delimiter } from 'node:path';
import { discoverApprise, type FoundApprise } from '../../src-main/engine/notifications/apprise/discovery.ts';

const NOWHERE = { privateEnvDir: '/nonexistent' };

/** The installed Apprise, and those whose Pythons MXM_TEST_APPRISE_PYTHONS lists: for `describe.each`. */
export async function apprisePythons(): Promise<FoundApprise[]> {
  const named = (process.env.MXM_TEST_APPRISE_PYTHONS ?? '').split(delimiter).filter(Boolean);
  const installed = await discoverApprise({ ...NOWHERE, settingsPath: '' });
  const others = await Promise.all(
    named.map(async (settingsPath) => {
      const found = await discoverApprise({ ...NOWHERE, settingsPath });
      if (found?.source !== 'settings') throw new Error(`There is no Apprise at ${settingsPath}.`);
      return found;
    }),
  );
  return [...(installed ? [installed] : []), ...others];
}
