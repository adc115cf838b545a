import { nativeTheme } from 'electron';
import type { DesktopState } from './desktop-state.ts';
import type { EnginePort } from './engine-port.ts';

/**
 * The person's choice of theme also rules what Electron draws: menus, dialogs, the frame before the first paint.
 * `state` keeps it for that frame of the next start.
 */
export async function followTheme(
  engine: Pick<EnginePort, 'call' | 'subscribe' | 'log'>,
  state: DesktopState,
): Promise<void> {
  const apply = async (): Promise<void> => {
    try {
      const settings = await engine.call('settings.list', undefined);
      const theme = settings.ok && settings.value.find(({ key }) => key === 'appearance.theme')?.value;
      if (theme !== 'system' && theme !== 'light' && theme !== 'dark') return;
      nativeTheme.themeSource = theme;
      if (state.read().theme !== theme) state.update({ theme });
    } catch (error) {
      engine.log.log('error', 'The theme could not be read', { error });
    }
  };
  engine.subscribe(({ topic }) => {
    if (topic === 'settings') void apply();
  });
  await apply();
}
