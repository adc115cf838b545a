import { MantineProvider } from '@mantine/core';
import { useColorScheme } from '@mantine/hooks';
import { overview } from '../stores/overview.ts';
import { settings } from '../stores/settings.ts';
import { useSetup } from '../stores/setup.ts';
import { FirstStart } from './screens.tsx';
import { Shell } from './shell.tsx';
import { cssVariables, theme } from './theme.ts';
import { Toasts } from './toasts.tsx';

/** Theme as set, or as the system has it, which may change at any time. */
function useScheme(): 'light' | 'dark' {
  const system = useColorScheme('light', { getInitialValueInEffect: false });
  const chosen = settings.use().value?.find((one) => one.key === 'appearance.theme')?.value;
  return chosen === 'light' || chosen === 'dark' ? chosen : system;
}

export function App({ nonce }: { nonce: string }) {
  const scheme = useScheme();
  const { value } = overview.use();
  const { phase } = useSetup();
  const firstStart =
    phase === 'running' || (phase === 'unknown' && value !== null && value.accounts.length === 0);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme={scheme}
      getStyleNonce={() => nonce}
    >
      {firstStart ? <FirstStart /> : <Shell />}
      <Toasts />
    </MantineProvider>
  );
}
