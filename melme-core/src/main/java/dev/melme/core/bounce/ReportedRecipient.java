package dev.melme.core.bounce;

import dev.melme.api.EmailAddress;
import java.util.List;
import java.util.Locale;

/**
 * What a report says of one recipient.
 *
 * @param addresses the addresses that may be meant, the likeliest first; none when the report names
 *     none that can be read
 * @param action what became of the message
 * @param status the status code (RFC 3463), empty when there is none
 * @param reply what the remote system said, for a person; one line, perhaps empty
 */
record ReportedRecipient(List<EmailAddress> addresses, Action action, String status, String reply) {

  /** What became of a message (RFC 3464 §2.3.3). */
  enum Action {
    /** It will not be delivered. */
    FAILED,
    /** It was not delivered yet, and is still tried. */
    DELAYED,
    /** It arrived. */
    DELIVERED,
    /** It went to a system that tells no more. */
    RELAYED,
    /** It went to several addresses, as that of a list. */
    EXPANDED,
    /** The report does not tell. */
    UNKNOWN;

    /** What one provider writes when it has tried long enough. */
    private static final String EXPIRED = "expired";

    /**
     * Reads an action, or makes one of the status code when there is none: its first digit says the
     * same (RFC 3463 §2).
     */
    static Action of(String field, String status) {
      String word = field.strip().toLowerCase(Locale.ROOT);
      if (word.startsWith(EXPIRED)) {
        return FAILED;
      }
      for (Action action : values()) {
        String name = action.name().toLowerCase(Locale.ROOT);
        // "failed (bad destination)", "failed;"
        if (action != UNKNOWN && word.startsWith(name)) {
          return action;
        }
      }
      return switch (status.isEmpty() ? ' ' : status.charAt(0)) {
        case '5' -> FAILED;
        case '4' -> DELAYED;
        case '2' -> DELIVERED;
        default -> UNKNOWN;
      };
    }
  }

  ReportedRecipient {
    addresses = List.copyOf(addresses);
  }
}
