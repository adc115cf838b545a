/** The parts of the settings by their headings, word for word as they stand there, and what else people call them. */
export const SETTINGS_SECTIONS: readonly { section: string; words: string }[] = [
  { section: 'Account', words: 'API key server user MXroute connect' },
  { section: 'DNS', words: 'resolvers DMARC default mail CNAME' },
  { section: 'Mailbox usage', words: 'sending rate' },
  { section: 'Mailbox Password Reset', words: 'SMTP mail from TLS' },
  { section: 'Delivery engine', words: 'Apprise path' },
  { section: 'Notification icon', words: 'logo picture' },
  { section: 'Appearance', words: 'theme dark light system' },
  { section: 'Data', words: 'backup retention folder keep days' },
  { section: 'About', words: 'version licence' },
];
