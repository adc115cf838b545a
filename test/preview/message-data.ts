import { type AuditAction, actionDefinition } from '../../src-shared/audit-actions.ts';
import type { MessagePreview } from '../../src-shared/views/notifications.ts';

const DNS_BODY = `acme.example is unhealthy since 12:04 (was healthy).

MX: No MX record is published.
  Expected: 10 eagle.mxlogin.com
  Expected: 20 eagle-relay.mxlogin.com
  Found: nothing

What to do: publish both records at the DNS host of acme.example, then choose Recheck.`;

const DNS_MARKDOWN = `**acme.example** is **unhealthy** since 12:04 (was healthy).

**MX**: No MX record is published.
- Expected: \`10 eagle.mxlogin.com\`
- Expected: \`20 eagle-relay.mxlogin.com\`
- Found: nothing

**What to do:** publish both records at the DNS host of acme.example, then choose Recheck.`;

/** Read as main would write it; the HTML in it must show up as text. */
export function previewOf(action: AuditAction): MessagePreview {
  const { label, severity } = actionDefinition(action);
  if (action.startsWith('dns.health_alert')) {
    return {
      title: `[MXroute Manager] ${label}: acme.example`,
      body: DNS_BODY,
      markdown: DNS_MARKDOWN,
      severity,
    };
  }
  return {
    title: `[MXroute Manager] ${label}: info@example.com`,
    body: `info@example.com: 961 of 1,024 MB used (93.8 %), the alert is at 90 %.\n<b>Not HTML</b> & never was.`,
    markdown:
      '**info@example.com**: 961 of 1,024 MB used (93.8 %), the alert is at 90 %.\n\n<b>Not HTML</b> & never was.',
    severity,
  };
}
