package dev.melme.api;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The envelope sender: where the sending system wants to hear of trouble, or nowhere.
 *
 * <p>The null reverse path {@code <>} marks notifications, which must not be answered (RFC 5321
 * §4.5.5). It has nothing to do with the From field.
 */
public final class ReversePath {

  /** The null reverse path. */
  public static final ReversePath NULL = new ReversePath(null);

  private final @Nullable EmailAddress address;

  private ReversePath(@Nullable EmailAddress address) {
    this.address = address;
  }

  /**
   * A reverse path that names an address.
   *
   * @param address the address
   * @return the reverse path
   */
  public static ReversePath of(EmailAddress address) {
    return new ReversePath(Objects.requireNonNull(address, "address"));
  }

  /**
   * Reads the argument of MAIL FROM, with or without its angle brackets.
   *
   * <p>A source route ({@code <@a,@b:user@c>}) is dropped, as RFC 5321 §4.1.1.3 wants.
   *
   * @param text an address, or an empty text or {@code <>} for the null reverse path
   * @return the reverse path
   * @throws InvalidAddressException when the text is neither
   */
  public static ReversePath parse(String text) {
    String path =
        text.startsWith("<") && text.endsWith(">") ? text.substring(1, text.length() - 1) : text;
    if (path.isEmpty()) {
      return NULL;
    }
    if (path.startsWith("@")) {
      int colon = path.indexOf(':');
      if (colon > 0) {
        path = path.substring(colon + 1);
      }
    }
    return of(EmailAddress.parse(path));
  }

  /**
   * The address.
   *
   * @return empty for the null reverse path
   */
  public Optional<EmailAddress> address() {
    return Optional.ofNullable(address);
  }

  /**
   * Tells whether this is {@code <>}.
   *
   * @return true when there is no address
   */
  public boolean isNull() {
    return address == null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ReversePath that && Objects.equals(address, that.address);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(address);
  }

  /** The address without angle brackets, empty for the null reverse path. */
  @Override
  public String toString() {
    return address == null ? "" : address.toString();
  }
}
