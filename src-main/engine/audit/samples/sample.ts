import type { EventDetails } from '../../../../src-shared/audit-event.ts';

/** An invented event; nobody's data. */
export interface Sample {
  target: string;
  /** `monitor` where it is left out. */
  actor?: string;
  /** `ago(90)`: the time 90 minutes before the event. */
  details(ago: (minutes: number) => string): EventDetails;
}

export const HERE = 'this computer';
/** Noticed by the watch: done in MXroute's panel or by another program. */
export const THERE = 'MXroute account';
