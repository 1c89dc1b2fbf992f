package dev.melme.core.mime;

import org.jspecify.annotations.Nullable;

/** The header fields that the index reads; all others are passed over without a copy. */
enum Field {
  FROM("from"),
  TO("to"),
  CC("cc"),
  REPLY_TO("reply-to"),
  MAIL_REPLY_TO("mail-reply-to"),
  MAIL_FOLLOWUP_TO("mail-followup-to"),
  SUBJECT("subject"),
  DATE("date"),
  MESSAGE_ID("message-id"),
  IN_REPLY_TO("in-reply-to"),
  REFERENCES("references"),
  AUTO_SUBMITTED("auto-submitted"),
  PRECEDENCE("precedence"),
  CONTENT_TYPE("content-type"),
  CONTENT_TRANSFER_ENCODING("content-transfer-encoding"),
  CONTENT_DISPOSITION("content-disposition"),
  CONTENT_ID("content-id");

  private static final Field[] ALL = values();

  /** Shared by RFC 2369 and RFC 2919. */
  private static final String LIST_PREFIX = "list-";

  private final String lowerName;

  Field(String lowerName) {
    this.lowerName = lowerName;
  }

  /** Whether a second field of this name adds to the first; else the first one counts. */
  boolean adds() {
    return isAddressList() || this == REFERENCES || this == IN_REPLY_TO;
  }

  /** Whether the value is a list of addresses, separated by commas. */
  boolean isAddressList() {
    return switch (this) {
      case FROM, TO, CC, REPLY_TO, MAIL_REPLY_TO, MAIL_FOLLOWUP_TO -> true;
      default -> false;
    };
  }

  /** Whether an entity inside the message has use for this field. */
  boolean ofPart() {
    return lowerName.startsWith("content-");
  }

  /** Finds the field by name, letter case aside; null for all others. */
  static @Nullable Field of(byte[] b, int start, int end) {
    for (Field field : ALL) {
      if (field.lowerName.length() == end - start
          && FieldLine.isName(b, start, end, field.lowerName)) {
        return field;
      }
    }
    return null;
  }

  static boolean isListField(byte[] b, int start, int end) {
    return FieldLine.startsWith(b, start, end, LIST_PREFIX);
  }
}
