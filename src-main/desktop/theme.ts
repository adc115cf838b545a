import { nativeTheme } from 'electron';
import type { EnginePort } from './engine-port.ts';

/** The person's choice of theme also rules what Electron draws: menus, dialogs, the frame before the first paint. */
export async function followTheme(engine: Pick<EnginePort, 'call' | 'subscribe' | 'log'>): Promise<void> {
  const apply = async (): Promise<void> => {
    try {
      const settings = await engine.call('settings.list', undefined);
      const theme = settings.ok && settings.value.find(({ key }) => key === 'appearance.theme')?.value;
      if (theme === 'system' || theme === 'light' || theme === 'dark') nativeTheme.themeSource = theme;
    } catch (error) {
      engine.log.log('error', 'The theme could not be read', { error });
    }
  };
  engine.subscribe(({ topic }) => {
    if (topic === 'settings') void apply();
  });
  await apply();
}
