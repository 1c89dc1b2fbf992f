package dev.melme.spi;

import dev.melme.api.EmailAddress;
import java.time.LocalDate;
import java.util.Objects;

/**
 * One notification a day, to one sender, about one recipient.
 *
 * @param sender who would get it
 * @param recipient the recipient that was refused
 * @param day the day, in UTC
 */
public record NoticeKey(EmailAddress sender, EmailAddress recipient, LocalDate day) {

  /** Checks that nothing is missing. */
  public NoticeKey {
    Objects.requireNonNull(sender, "sender");
    Objects.requireNonNull(recipient, "recipient");
    Objects.requireNonNull(day, "day");
  }
}
