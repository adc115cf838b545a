import { MantineProvider } from '@mantine/core';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { MonitorView, ScanProgress } from '../../../../src-shared/views/scans.ts';

const view: MonitorView = {
  monitor: 'dns',
  enabled: true,
  intervalHours: 24,
  running: false,
  lastStartedAt: '2026-01-05T12:00:00.000Z',
  lastFinishedAt: '2026-01-05T12:01:00.000Z',
  lastOk: true,
  lastMessage: '12 domains checked.',
  nextRunAt: null,
};
const progress = {
  monitor: 'dns',
  state: 'running',
  total: 12,
  done: 3,
  current: 'a.example',
} as ScanProgress;

let shown: (running: ScanProgress | null) => string;
beforeAll(async () => {
  vi.stubGlobal('window', {
    mxroute: { invoke: async () => ({ ok: false }), onFeed: () => () => undefined },
  });
  const { MonitorRun } = await import(
    '../../../../src-renderer/screens/notifications/monitors/monitor-run.tsx'
  );
  shown = (running) =>
    renderToStaticMarkup(
      createElement(MantineProvider, null, createElement(MonitorRun, { view, progress: running })),
    );
});

describe('a run in the card of its monitor', () => {
  it('takes the place of the last result, which keeps its room out of sight', () => {
    const running = shown(progress);
    expect(running).toContain('role="progressbar"');
    expect(running).toContain('3 of 12');
    expect(running).toMatch(/data-hidden="true".*12 domains checked\./);
  });

  it('leaves the result in sight where none is under way', () => {
    const idle = shown(null);
    expect(idle).toContain('12 domains checked.');
    expect(idle).not.toContain('data-hidden');
    expect(idle).not.toContain('progressbar');
  });
});
