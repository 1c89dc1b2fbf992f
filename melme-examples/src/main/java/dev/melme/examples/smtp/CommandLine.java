package dev.melme.examples.smtp;

/**
 * One line of a client, or why it is none.
 *
 * @param form what it is
 * @param text its text without line end, empty unless it is a line
 */
record CommandLine(Form form, String text) {

  /** What came where a command was expected. */
  enum Form {
    /** A line of text that ends with CR LF. */
    LINE,
    /** A line of text that ends with a bare LF. */
    BARE_LINE_FEED,
    /** A line with control characters, or something that begins with one and is no line at all. */
    NOT_TEXT,
    /** A line that is not UTF-8. */
    NOT_UTF8,
    /** A line beyond the limit; it was read to its end. */
    TOO_LONG,
    /** Far more than any line. */
    ENDLESS,
    /** The client is gone. */
    END
  }

  static CommandLine of(Form form) {
    return new CommandLine(form, "");
  }
}
