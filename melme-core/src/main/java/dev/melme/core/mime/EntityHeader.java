package dev.melme.core.mime;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** The raw values of one header (RFC 5322 §2.2): of the message or of a part. */
final class EntityHeader {

  private final Map<Field, String> values = new EnumMap<>(Field.class);
  private int fromFields;
  private boolean listField;

  EntityHeader() {
    clear();
  }

  void clear() {
    values.clear();
    fromFields = 0;
    listField = false;
  }

  /** The unfolded raw value, one byte per character, empty when the field is missing. */
  String get(Field field) {
    return values.getOrDefault(field, "");
  }

  void put(Field field, byte[] value, int length) {
    int from = 0;
    while (from < length && FieldLine.isWhite(value[from])) {
      from++;
    }
    String text = new String(value, from, length - from, StandardCharsets.ISO_8859_1);
    String before = get(field);
    if (before.isEmpty()) {
      values.put(field, text);
    } else if (field.adds()) {
      String separator = field.isAddressList() ? ", " : " ";
      values.put(field, before + separator + text);
    }
    if (field == Field.FROM) {
      fromFields++;
    }
  }

  /** Number of From fields; more than one is against RFC 5322 §3.6. */
  int fromFields() {
    return fromFields;
  }

  void sawListField() {
    listField = true;
  }

  boolean hasListField() {
    return listField;
  }
}
