import {
  type Icon,
  IconAlertOctagonFilled,
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconHelpCircleFilled,
  IconInfoCircleFilled,
  IconMinus,
  IconPlayerPauseFilled,
} from '@tabler/icons-react';
import type { Severity } from '../../src-shared/audit-actions.ts';
import type { DeliveryStatus } from '../../src-shared/audit-event.ts';
import type { CheckStatus } from '../../src-shared/dns-health.ts';
import type { AppState } from '../../src-shared/views/app.ts';

/** Every status of the app as shape, colour and word. The one place where they are decided. */
export type Status = AppState | 'pending' | 'skipped' | 'info';

interface Appearance {
  icon: Icon;
  word: string;
  /** Colour of the shape, and of text beside it where that differs. */
  shape: string;
  text: string;
}

const token = (name: string) => `var(--status-${name})`;

export const STATUS: Record<Status, Appearance> = {
  healthy: { icon: IconCircleCheckFilled, word: 'Healthy', shape: token('healthy'), text: token('healthy') },
  degraded: {
    icon: IconAlertTriangleFilled,
    word: 'Degraded',
    shape: token('degraded-shape'),
    text: token('degraded'),
  },
  unhealthy: {
    icon: IconAlertOctagonFilled,
    word: 'Unhealthy',
    shape: token('unhealthy'),
    text: token('unhealthy'),
  },
  unknown: {
    icon: IconHelpCircleFilled,
    word: 'Cannot check',
    shape: token('unknown'),
    text: token('unknown'),
  },
  paused: { icon: IconPlayerPauseFilled, word: 'Paused', shape: token('paused'), text: token('paused') },
  pending: { icon: IconCircleDashed, word: 'Pending', shape: token('unknown'), text: token('unknown') },
  skipped: { icon: IconMinus, word: 'Does not apply', shape: 'var(--app-faint)', text: 'var(--app-faint)' },
  info: { icon: IconInfoCircleFilled, word: 'Information', shape: token('unknown'), text: token('unknown') },
};

interface Meaning {
  status: Status;
  word: string;
}

export const CHECK_STATUS: Record<CheckStatus, Meaning> = {
  pass: { status: 'healthy', word: 'Fine' },
  warn: { status: 'degraded', word: 'Warning' },
  fail: { status: 'unhealthy', word: 'Failing' },
  pending: { status: 'pending', word: 'Pending' },
  skipped: { status: 'skipped', word: 'Does not apply' },
  unknown: { status: 'unknown', word: 'Cannot check' },
};

export const SEVERITY_STATUS: Record<Severity, Meaning> = {
  failure: { status: 'unhealthy', word: 'Failure' },
  warning: { status: 'degraded', word: 'Warning' },
  success: { status: 'healthy', word: 'Recovered' },
  info: { status: 'info', word: 'Information' },
};

export const DELIVERY_STATUS: Record<DeliveryStatus, Meaning> = {
  delivered: { status: 'healthy', word: 'Delivered' },
  failed: { status: 'unhealthy', word: 'Failed' },
  queued: { status: 'pending', word: 'Waiting' },
  sending: { status: 'pending', word: 'Sending' },
};

export const DOCTOR_STATUS: Record<'pass' | 'fail' | 'skip', Meaning> = {
  pass: { status: 'healthy', word: 'Fine' },
  fail: { status: 'unhealthy', word: 'Needs attention' },
  skip: { status: 'skipped', word: 'Not checked' },
};
