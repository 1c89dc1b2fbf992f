package dev.melme.api;

import java.util.Objects;

/**
 * One entry of a From, To, Cc or Reply-To field, as its writer wrote it.
 *
 * <p>This is display data: the address text was decoded, cleaned of control characters and bounded,
 * but it need not be a valid address and nobody has proven that it is true (RFC 5322 §3.4).
 *
 * @param name the display name, empty when there was none
 * @param address the address text, empty when there was none
 */
public record Correspondent(String name, String address) {

  /** Checks that both parts are there. */
  public Correspondent {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(address, "address");
  }

  /**
   * What a person wants to read: the name, else the address.
   *
   * @return the display name unless it is empty, else the address text
   */
  public String display() {
    return name.isEmpty() ? address : name;
  }

  @Override
  public String toString() {
    return name.isEmpty() ? address : name + " <" + address + ">";
  }
}
