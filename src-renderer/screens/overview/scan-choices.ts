import { type Icon, IconChecks, IconMailbox, IconUserSearch, IconWorldSearch } from '@tabler/icons-react';
import type { ScanKind } from '../../../src-shared/views/scans.ts';

/** What can be looked at now, wherever that is offered. */
export const SCAN_CHOICES: readonly { kind: ScanKind; label: string; icon: Icon }[] = [
  { kind: 'dns', label: 'DNS health', icon: IconWorldSearch },
  { kind: 'usage', label: 'Mailbox usage', icon: IconMailbox },
  { kind: 'watch', label: 'Account watch', icon: IconUserSearch },
  { kind: 'all', label: 'Everything', icon: IconChecks },
];
