package dev.melme.api;

import org.jspecify.annotations.Nullable;

/** Tells which code points an address may not hold, and why. */
final class CodePoints {

  private CodePoints() {}

  /** Why no part of an address may hold this non-ASCII code point; null when it may. */
  static @Nullable AddressDefect defect(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL -> AddressDefect.CONTROL_CHARACTER;
      case Character.SPACE_SEPARATOR,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          AddressDefect.INVISIBLE_CHARACTER;
      // A later Unicode may give it a case or a decomposition: the key would change with the Java.
      case Character.UNASSIGNED, Character.PRIVATE_USE, Character.SURROGATE ->
          AddressDefect.UNASSIGNED_CHARACTER;
      default -> defectOfPrintable(codePoint);
    };
  }

  private static @Nullable AddressDefect defectOfPrintable(int codePoint) {
    if (isUnseen(codePoint)) {
      return AddressDefect.INVISIBLE_CHARACTER;
    }
    return switch (codePoint) {
      // The only ones that normal form C makes ASCII: grave accent, semicolon, K.
      case 0x1FEF, 0x037E, 0x212A -> AddressDefect.LOOK_ALIKE_CHARACTER;
      // Stands where bytes could not be decoded: different addresses would become one.
      case 0xFFFC, 0xFFFD -> AddressDefect.DISALLOWED_CHARACTER;
      default -> null;
    };
  }

  /** Letters, marks and symbols that show nothing: Default_Ignorable_Code_Point, and U+2800. */
  private static boolean isUnseen(int codePoint) {
    return switch (codePoint) {
      case 0x034F,
          0x115F,
          0x1160,
          0x17B4,
          0x17B5,
          0x180B,
          0x180C,
          0x180D,
          0x180F,
          0x2800,
          0x3164,
          0xFFA0 ->
          true;
      default ->
          (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
              || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    };
  }

  /** Why an ASCII character may not stand outside of quotes, other than letters and such. */
  static AddressDefect defectOutsideQuotes(char c) {
    if (c < 0x20 || c == 0x7F) {
      return AddressDefect.CONTROL_CHARACTER;
    }
    return switch (c) {
      case ' ' -> AddressDefect.WHITE_SPACE;
      case '<', '>' -> AddressDefect.DISPLAY_NAME;
      case '(', ')' -> AddressDefect.COMMENT;
      case ',', ':', ';' -> AddressDefect.LIST_OR_GROUP;
      case '@' -> AddressDefect.SURPLUS_AT;
      case '"' -> AddressDefect.MISPLACED_QUOTE;
      default -> AddressDefect.DISALLOWED_CHARACTER;
    };
  }

  /** Why a U-label may not hold this code point; null when it may. */
  static @Nullable AddressDefect defectInDomain(int codePoint) {
    return switch (codePoint) {
      case 0x3002, 0xFF0E, 0xFF61 -> AddressDefect.FOREIGN_DOT;
      // RFC 5894 §7.2: IDNA 2003 maps or drops these, IDNA 2008 keeps them.
      case 'ß', 'ẞ', 'ς', 0x200C, 0x200D -> AddressDefect.AMBIGUOUS_LETTER;
      default -> {
        AddressDefect defect = defect(codePoint);
        yield defect == null && !isLabelCharacter(codePoint)
            ? AddressDefect.DISALLOWED_CHARACTER
            : defect;
      }
    };
  }

  static boolean isMark(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }

  /** RFC 5892 §2.1 LetterDigits, capitals included, and the exceptions of §2.6. */
  private static boolean isLabelCharacter(int codePoint) {
    return switch (codePoint) {
      case 0x00B7, 0x0375, 0x05F3, 0x05F4, 0x06FD, 0x06FE, 0x0F0B, 0x3007, 0x30FB -> true;
      case 0x0640, 0x07FA, 0x302E, 0x302F, 0x3031, 0x3032, 0x3033, 0x3034, 0x3035, 0x303B -> false;
      default ->
          Character.isLetterOrDigit(codePoint)
              || (isMark(codePoint) && Character.getType(codePoint) != Character.ENCLOSING_MARK);
    };
  }
}
