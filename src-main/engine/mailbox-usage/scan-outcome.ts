import { domainToASCII } from 'node:url';
import { MxrouteError } from '../mxroute/api.ts';
import { RESUMED_FOR_MS } from '../scans/scan-answers.ts';
import type { Scan } from './scan.ts';

/** A run that could not happen, as against one that found something. */
class ScanFailure extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const OWN_NETWORK: ReadonlySet<string> = new Set(['network', 'timeout']);

/** The computer slept or was offline meanwhile: what failed by that, or has become old, is left to be read. */
export function leaveInterrupted(scan: Scan, now: number): void {
  for (const [domain, error] of scan.failed) {
    if (!OWN_NETWORK.has(error.code)) continue;
    scan.failed.delete(domain);
    scan.unread.set(domain, error);
  }
  for (const [domain, { readAt }] of scan.lists) {
    if (now - readAt < RESUMED_FOR_MS) continue;
    scan.lists.delete(domain);
    scan.unread.set(domain, new MxrouteError('network', 'The answer became old while this computer slept.'));
  }
}

/**
 * @param known domains that had mailboxes before.
 * @throws ScanFailure, or the first MxrouteError, where the scan brought nothing that could be judged.
 */
export function checkScan(scan: Scan, known: readonly string[]): void {
  // MXroute has been seen to answer so for a moment; without domains there would be nothing to watch.
  if (scan.domains.length === 0 && known.length > 0)
    throw new ScanFailure(
      'empty_list',
      'MXroute listed no domains at all, though there were some before. Nothing was changed.',
    );
  const [firstFailure] = [...scan.unread.values(), ...scan.failed.values()];
  const isEndOfLonger = scan.unread.size === 0 && scan.judged.size > 0;
  if (firstFailure && scan.lists.size === 0 && !isEndOfLonger) throw firstFailure;
}

/** The window shows international names in Unicode; MXroute must be asked as it spells them itself. */
export const spelledAsKnown = (domains: readonly string[], known: readonly string[]): string[] =>
  domains.map((domain) => {
    const ascii = domainToASCII(domain);
    return known.find((name) => name === domain || domainToASCII(name) === ascii) ?? domain;
  });
