package dev.melme.api.workspace;

/** How exported messages are put into one stream. Both give each message back byte for byte. */
public enum ExportFormat {
  /**
   * An mbox file (RFC 4155) with the quoting of mboxrd, for other mail programs.
   *
   * <p>Before each message stands {@code From }, its envelope sender ({@code MAILER-DAEMON} for the
   * null reverse path, underscores for spaces), the time of its reception in UTC as {@code asctime}
   * writes it, and LF. In a message a line that begins with {@code From }, or with such a line
   * behind any number of {@code >}, gets one more {@code >}; lines are what LF ends. After the
   * message comes an empty line: LF alone when the message ends with LF or is empty; CRLF when an
   * LF had to be added before it.
   *
   * <p>To read it, part the file before each line that begins with {@code From }, drop that line,
   * take one {@code >} from each line that begins with {@code >From }, {@code >>From } and so on,
   * and take from the end LF CR LF when it ends so, else LF.
   */
  MBOX,

  /**
   * A ZIP archive with a file per message, {@code <message id>.eml}. Its directory comes last: some
   * 300 bytes per message are kept until then.
   */
  ZIP
}
