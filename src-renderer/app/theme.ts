import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one theme file: scales, sizes, and the tokens of both colour schemes. Screens use only what is named here. */

const brand: MantineColorsTuple = [
  '#eef0ff',
  '#dde1fd',
  '#b9c0f7',
  '#939df1',
  '#7a85ed',
  '#5a66de',
  '#515cd4',
  '#454fbd',
  '#38419a',
  '#2b3278',
];
const gray: MantineColorsTuple = [
  '#f8f8f9',
  '#f1f2f4',
  '#e6e7eb',
  '#dcdee3',
  '#c9ccd3',
  '#9ba0aa',
  '#7c828d',
  '#5d636f',
  '#3c414b',
  '#24272e',
];
const dark: MantineColorsTuple = [
  '#e4e7ec',
  '#b6bcc8',
  '#949cab',
  '#737b8a',
  '#323843',
  '#282d37',
  '#1c2027',
  '#15181d',
  '#101216',
  '#0b0d10',
];
const red: MantineColorsTuple = [
  '#fdf0ef',
  '#fadedc',
  '#f3b8b4',
  '#ec908a',
  '#e56a62',
  '#cc3d35',
  '#c4302b',
  '#a82722',
  '#8a201c',
  '#6b1916',
];

export const theme = createTheme({
  colors: { brand, gray, dark, red },
  primaryColor: 'brand',
  primaryShade: { light: 6, dark: 5 },
  black: '#1b1d22',
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '6px', md: '8px', lg: '10px', xl: '14px' },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", sans-serif',
  fontFamilyMonospace:
    'ui-monospace, "SF Mono", "Cascadia Mono", "Noto Sans Mono", "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.5', xl: '1.5' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '1.3' },
      h2: { fontSize: '14px', lineHeight: '1.4' },
      h3: { fontSize: '13px', lineHeight: '1.4' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Modal: {
      defaultProps: {
        closeButtonProps: { 'aria-label': 'Close' },
        transitionProps: { duration: 120, transition: 'fade' },
        overlayProps: { backgroundOpacity: 0.35 },
      },
    },
    // Its placeholder can be focused and is no menu item: what no menu may contain.
    Menu: {
      defaultProps: { transitionProps: { duration: 90 }, shadow: 'md', withInitialFocusPlaceholder: false },
    },
    Tooltip: { defaultProps: { transitionProps: { duration: 90 }, openDelay: 350, withinPortal: true } },
    Select: {
      defaultProps: {
        comboboxProps: { transitionProps: { duration: 90 }, shadow: 'md' },
        allowDeselect: false,
      },
    },
    Checkbox: { defaultProps: { radius: 4 } },
    Tabs: { defaultProps: { keepMounted: false } },
  },
});

/** Each pair holds WCAG AA on its own surfaces: 4.5 for text, 3 for shapes. */
const light = {
  '--app-bg': '#ffffff',
  '--app-skeleton': '#eeeff2',
  '--app-control': '#878d98',
  '--app-nav': '#f6f6f8',
  '--app-surface': '#ffffff',
  '--app-sunken': '#f7f7f9',
  '--app-hover': '#f3f3f6',
  '--app-selected': '#eceefb',
  '--app-code': '#ececf0',
  '--app-border': '#e3e4e9',
  '--app-border-strong': '#c9ccd3',
  '--app-text': '#1b1d22',
  '--app-dim': '#5d636f',
  '--app-faint': '#6b717c',
  '--app-link': '#454fbd',
  '--app-focus': '#515cd4',
  '--app-shadow': '0 8px 28px rgb(20 22 30 / 14%)',
  '--status-healthy': '#1a7a43',
  '--status-degraded': '#8a5b00',
  '--status-degraded-shape': '#bd8400',
  '--status-unhealthy': '#c4302b',
  '--status-unknown': '#656b76',
  '--status-paused': '#2563c9',
  '--status-unhealthy-soft': '#fdf1f0',
  '--status-degraded-soft': '#fdf6e3',
  '--status-healthy-soft': '#eef8f1',
  '--status-info-soft': '#f0f2fd',
  '--mark-expected': '#d3f0dd',
  '--mark-found': '#ffd9d5',
};

const darkTokens: typeof light = {
  '--app-bg': '#15181d',
  '--app-skeleton': '#1f242b',
  '--app-control': '#6b7382',
  '--app-nav': '#101216',
  '--app-surface': '#1a1e24',
  '--app-sunken': '#101317',
  '--app-hover': '#1f242b',
  '--app-selected': '#262b45',
  '--app-code': '#2a2f38',
  '--app-border': '#282d37',
  '--app-border-strong': '#414855',
  '--app-text': '#e4e7ec',
  '--app-dim': '#a0a7b5',
  '--app-faint': '#858d9c',
  '--app-link': '#a3acf5',
  '--app-focus': '#8f99f3',
  '--app-shadow': '0 10px 32px rgb(0 0 0 / 50%)',
  '--status-healthy': '#4cc38a',
  '--status-degraded': '#e8bd45',
  '--status-degraded-shape': '#e8bd45',
  '--status-unhealthy': '#ff7d74',
  '--status-unknown': '#9aa3b2',
  '--status-paused': '#79aeff',
  '--status-unhealthy-soft': '#2f1d1e',
  '--status-degraded-soft': '#2b2517',
  '--status-healthy-soft': '#17281f',
  '--status-info-soft': '#20243a',
  '--mark-expected': '#1d4a33',
  '--mark-found': '#652a28',
};

const shared = (tokens: typeof light) => ({
  ...tokens,
  '--mantine-color-body': tokens['--app-bg'],
  '--mantine-color-text': tokens['--app-text'],
  '--mantine-color-dimmed': tokens['--app-dim'],
  '--mantine-color-placeholder': tokens['--app-faint'],
  '--mantine-color-anchor': tokens['--app-link'],
  '--mantine-color-default-border': tokens['--app-border-strong'],
  '--mantine-color-error': tokens['--status-unhealthy'],
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--nav-width': '208px', '--row-height': '36px', '--content-width': '1280px' },
  light: shared(light),
  dark: shared(darkTokens),
});
