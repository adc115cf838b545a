import type { AuditEvent } from '../../src-shared/audit-event.ts';
import { settingWords } from '../../src-shared/setting-labels.ts';

/** The details of changed settings, named as the window names them; those of any other event as they are. */
export function namedSettings({
  action,
  details,
}: Pick<AuditEvent, 'action' | 'details'>): AuditEvent['details'] {
  const { changed } = details;
  if (action !== 'settings.update' || !Array.isArray(changed)) return details;
  return {
    ...details,
    changed: changed.map((name) => (typeof name === 'string' ? settingWords(name) : name)),
  };
}
