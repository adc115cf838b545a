/** Bad usage: exit status 64 (sysexits' EX_USAGE) and one line that names what is wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const EXIT_USAGE = 64;

export const HELP = `Usage: mxroute-manager-cli <command> [options]

  scan dns [domain…] [--json]        check DNS now; reads only, no events
  scan usage [--json]                read mailbox usage now; reads only
  monitor [dns|usage|all] [--json] [--wait SECONDS]
                                     one run now: state, events, delivery
  run                                schedule, monitors and delivery until SIGTERM
  targets list | add --label L --url U [--store keychain|env|database] | remove ID
          | enable ID | disable ID | test [ID]        --url - reads standard input
  subscriptions list | set ACTION… | add ACTION… | remove ACTION… | preset destructive
  settings list | get KEY | set KEY VALUE
  events [--limit N] [--action A] [--since ISO] [--json]
  deliveries [--status S] [--json]
  doctor [--json]                    what is in the way of alerts, with the remedy
  engine [status|install] [--json]   what delivers alerts; installs Apprise privately
  backup FILE | restore FILE         a consistent copy of the database, and back

The data folder is MXM_DATA_DIR; the account comes from there or from MX_SERVER, MX_USER and MX_API_KEY.
`;
