import type { ServiceField } from '../notification-services.ts';

export const SUBMISSION_PORT = '587';
export const ENCRYPTIONS = ['automatic', 'starttls', 'ssl', 'off'] as const;

const OWN_SERVER = { field: 'useResetSmtp', is: 'false' };

export const emailFields: readonly ServiceField[] = [
  {
    name: 'useResetSmtp',
    label: 'Use Mailbox Password Reset SMTP settings',
    kind: 'switch',
    default: 'false',
    help: 'Server, login and encryption are those under Settings → Mailbox Password Reset whenever something is sent.',
  },
  {
    name: 'host',
    label: 'SMTP host',
    kind: 'text',
    required: true,
    placeholder: 'mail.example.com',
    when: OWN_SERVER,
    help: 'The mail server that sends; with MXroute the server named in your welcome mail.',
    link: { label: 'E-mail in Apprise', url: 'https://appriseit.com/services/email/' },
  },
  {
    name: 'port',
    label: 'Port',
    kind: 'number',
    default: SUBMISSION_PORT,
    when: OWN_SERVER,
    help: '587 for STARTTLS, 465 for SSL.',
  },
  {
    name: 'user',
    label: 'User',
    kind: 'text',
    when: OWN_SERVER,
    help: 'Mostly the whole e-mail address. Empty: no login.',
  },
  {
    name: 'password',
    label: 'Password',
    kind: 'secret',
    when: OWN_SERVER,
    help: 'Of the mailbox that sends, or an app password where the provider wants one.',
  },
  {
    name: 'from',
    label: 'From',
    kind: 'text',
    placeholder: 'Alerts <alerts@example.com>',
    help: 'Empty: the user, where that is an address.',
  },
  {
    name: 'to',
    label: 'To',
    kind: 'text',
    required: true,
    placeholder: 'you@example.com',
    help: 'Several addresses: separated by commas. Best at another provider than the one watched.',
  },
  {
    name: 'encryption',
    label: 'Encryption',
    kind: 'select',
    options: ENCRYPTIONS,
    default: 'automatic',
    when: OWN_SERVER,
    help: 'Automatic: SSL on port 465, else STARTTLS.',
  },
];
