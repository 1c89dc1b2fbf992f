package dev.melme.core.mime;

import dev.melme.api.Correspondent;
import dev.melme.api.MessageTrait;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the header tells about a message's kind; see {@link MessageTrait} for the rules. */
final class MessageTraits {

  private MessageTraits() {}

  static Set<MessageTrait> of(EntityHeader header, ContentType type, List<Correspondent> from) {
    EnumSet<MessageTrait> traits = EnumSet.noneOf(MessageTrait.class);
    if (isAutomatic(header)) {
      traits.add(MessageTrait.AUTOMATIC);
    }
    if (header.hasListField()) {
      traits.add(MessageTrait.LIST);
    }
    if (type.is("multipart", "report")) {
      traits.add(MessageTrait.REPORT);
    }
    if (header.fromFields() != 1 || from.size() != 1 || misleads(from.get(0))) {
      traits.add(MessageTrait.SUSPICIOUS_FROM);
    }
    return traits;
  }

  private static boolean isAutomatic(EntityHeader header) {
    String submitted = firstWord(header.get(Field.AUTO_SUBMITTED));
    String precedence = firstWord(header.get(Field.PRECEDENCE));
    return (!submitted.isEmpty() && !submitted.equals("no"))
        || precedence.equals("bulk")
        || precedence.equals("junk");
  }

  private static String firstWord(String value) {
    int end = 0;
    while (end < value.length() && value.charAt(end) > ' ' && ";(".indexOf(value.charAt(end)) < 0) {
      end++;
    }
    return end == 0 ? "" : value.substring(0, end).toLowerCase(Locale.ROOT);
  }

  private static boolean misleads(Correspondent from) {
    String address = from.address();
    int sign = address.lastIndexOf('@');
    return sign <= 0 || sign == address.length() - 1 || namesOtherAddress(from.name(), address);
  }

  /** Whether some word of the display name is an address, and not this one. */
  private static boolean namesOtherAddress(String name, String address) {
    for (int at = name.indexOf('@'); at >= 0; at = name.indexOf('@', at + 1)) {
      int start = at;
      while (start > 0 && isAddressCharacter(name.charAt(start - 1))) {
        start--;
      }
      int end = at + 1;
      while (end < name.length() && isAddressCharacter(name.charAt(end))) {
        end++;
      }
      boolean looksLikeAddress =
          start < at && name.indexOf('.', at) > at && name.indexOf('.', at) < end;
      if (looksLikeAddress && !name.substring(start, end).equalsIgnoreCase(address)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAddressCharacter(char c) {
    return c > ' ' && "<>()[]\"',;:@".indexOf(c) < 0;
  }
}
