package dev.melme.core.wire;

import java.util.ArrayList;
import java.util.List;

/** The pieces of an address list (RFC 5322 §3.4). Domains are A-labels already. */
final class AddressPieces {

  /** RFC 5322 §3.4: a group without members, for a message whose recipients are all hidden. */
  private static final List<String> NOBODY = List.of("undisclosed-recipients:;");

  private AddressPieces() {}

  /** The addresses of a field, one after the other; none for none. */
  static List<String> of(List<NamedAddress> addresses) {
    List<String> pieces = new ArrayList<>();
    for (NamedAddress each : addresses) {
      if (!pieces.isEmpty()) {
        pieces.set(pieces.size() - 1, pieces.get(pieces.size() - 1) + ",");
      }
      List<String> name = EncodedText.phrase(each.name());
      pieces.addAll(name);
      pieces.add(name.isEmpty() ? each.address().toString() : "<" + each.address() + ">");
    }
    return pieces;
  }

  /** The To field: it is never missing, since some systems refuse a message without one. */
  static List<String> to(WireMessage message) {
    boolean hidden = message.to().isEmpty() && message.cc().isEmpty();
    return hidden ? NOBODY : of(message.to());
  }
}
