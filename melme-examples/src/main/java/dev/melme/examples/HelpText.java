package dev.melme.examples;

/** What {@code help} prints. */
final class HelpText {

  static final String TEXT =
      """
      My Mailbox: mail to an alias is stored in an isolated mailbox.

      my-mailbox serve
          Takes mail over SMTP and keeps it, until it is stopped. This is the default.

      my-mailbox export --mailbox SLUG DIR
          Writes the messages of a mailbox to DIR as <message id>.eml. Stop serve first when
          mail is kept in a folder.

      my-mailbox import --to ADDRESS [--from ADDRESS] [--export DIR] PATH...
          Tries out what becomes of mail in message files (.eml, .msg and others), folders and
          mbox files. It works in memory and leaves the kept mail alone.
          --to ADDRESS    the recipient of every message, as in support@acme.example
          --from ADDRESS  the envelope sender; without it the null reverse path
          --export DIR    writes each stored message there as <message id>.eml, and index.tsv
          Ends with 0, also when messages were refused; 1 when one was deferred or could not
          be read; 2 for wrong usage.

      my-mailbox help
          Says this.

      Environment
          MELME_SMTP_PORT      the port to listen on; default 2525, 0 takes any free one
          MELME_SMTP_HOST      the address to listen on; default loopback
          MELME_DEMO           whether to set up demo mailboxes and aliases; default true
          MELME_DEMO_PASSWORD  the password of the demo mailboxes, 15 to 1,024 bytes; without it
                               one is made when they are, and shown once
          MELME_DATA           the folder that mail is kept in; default ./melme-data
          MELME_JDBC_URL       a database to keep mail in instead, as in
                               jdbc:postgresql://HOST/DATABASE or jdbc:mariadb://HOST/DATABASE
          MELME_JDBC_USER      who signs in there
          MELME_JDBC_PASSWORD  and with which password
      """;

  private HelpText() {}
}
