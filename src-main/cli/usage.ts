/** Bad usage: exit status 64 (sysexits' EX_USAGE) and one line that names what is wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const EXIT_USAGE = 64;

export const HELP = `Usage: mxroute-manager-cli <command> [options]

  scan dns [domain…]                 check DNS now; reads only, no events
  scan usage                         read mailbox usage now; reads only
  monitor [dns|usage|watch|all] [--wait SECONDS]
                                     one run now: state, events, delivery;
                                     usage reads the account's storage too
  run                                schedule, monitors and delivery until SIGTERM
  domains [list] [--status healthy|degraded|unhealthy|unknown]
  domains show DOMAIN                its checks: what is expected, what is found
  domains policy DOMAIN [--dmarc RECORD | --default] [--accept-mx HOST… | none]
                                     DMARC policy, and MX hosts that are not foreign
  domains advise DOMAIN              what could be better, looked up now
  mailboxes [list] [--above] [--domain D] [--text T] [--limit N]
      [--sort trouble|mailbox|storage|used|sends|read] [--reverse]
  mailboxes show MAILBOX             usage, alarms, forecast
  quota                              the account's storage; 2 at its threshold
  targets [list]                     where alerts go; addresses are masked
  targets services [SEARCH]          what can be a target, and its fields
  targets add --label L --service S --field NAME=VALUE…
  targets add --label L --url URL|-
  targets edit ID …                  only what is given changes
      --store keychain|env|database  --variable NAME (of the token, for env)
      --events ACTION,…|all  --min-severity info|warning|failure
      Secret fields are given as NAME=- and read from standard input, one line
      each, in the order of the flags. --url - reads the URL from there.
  targets move ID --store S [--variable NAME]
  targets duplicate | remove | enable | disable ID | test [ID]
  subscriptions list | set ACTION… | add ACTION… | remove ACTION… | preset destructive
  mute SUBJECT --hours N | list | remove SUBJECT
                                     no alerts about one domain or mailbox
  messages preview ACTION [--markdown]
                                     how an alert reads, from an example
  settings list | get KEY | set KEY VALUE
  smtp [show] | set KEY VALUE… | test ADDRESS
                                     Mailbox Password Reset; KEY: host, port, user, from, tls
  smtp password [--store keychain|env|database] | password --remove
                                     read from standard input
  icon [show]                        the picture that alerts carry
  events [--limit N] [--text T] [--action A…] [--group G…] [--since ISO]
      [--until ISO] [--account ID] [--csv]
  deliveries [--status S] [--target ID] [--limit N] | send-again ID
  doctor                             what is in the way of alerts, with the remedy
  engine [status|install]            what delivers alerts; installs Apprise privately
  backup FILE | restore FILE         a consistent copy of the database, and back

Every command that answers takes --json: then stdout has exactly one document. Bad usage exits with 64.

The data folder is MXM_DATA_DIR; the account comes from there or from MX_SERVER, MX_USER and MX_API_KEY.
`;
