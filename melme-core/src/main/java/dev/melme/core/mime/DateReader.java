package dev.melme.core.mime;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Reads a Date field (RFC 5322 §3.3 and §4.3) with the usual damage, whatever the locale.
 *
 * <p>Words are taken as they come: a month name, numbers, a time, a zone. So {@code Mon, 1 Jun 2026
 * 12:00:00 +0200 (CEST)}, asctime ({@code Mon Jun 1 12:00:00 2026}) and ISO 8601 are all read. A
 * missing or unknown zone counts as UTC. Numeric dates whose order is a guess ({@code 06/01/2026})
 * are not read.
 */
final class DateReader {

  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
  private static final int MAX_LENGTH = 200;
  private static final int UNSET = -1;

  private final String text;
  private int at;
  private int year = UNSET;
  private int month = UNSET;
  private int day = UNSET;
  private int hour;
  private int minute;
  private int second;
  private boolean timeSeen;
  private int zoneSeconds;

  private DateReader(String text) {
    this.text = text;
  }

  /** The instant, or empty when it cannot be read or its year is not within 1900 to 9999. */
  static Optional<Instant> read(String raw) {
    if (raw.isEmpty() || raw.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    return new DateReader(raw).run();
  }

  private Optional<Instant> run() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '(') {
        comment();
      } else if (isDigit(c)) {
        number();
      } else if (isLetter(c)) {
        word();
      } else if ((c == '+' || c == '-') && timeSeen && digitsFrom(at + 1) >= 2) {
        numericZone(c == '-' ? -1 : 1);
      } else {
        at++;
      }
    }
    return instant();
  }

  /** Comments nest (RFC 5322 §3.2.2). */
  private void comment() {
    int depth = 0;
    do {
      char c = text.charAt(at++);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    } while (depth > 0 && at < text.length());
  }

  private void number() {
    int start = at;
    int digits = digitsFrom(at);
    int value = digits > 9 ? Integer.MAX_VALUE : Integer.parseInt(text, at, at + digits, 10);
    at += digits;
    char after = at < text.length() ? text.charAt(at) : ' ';
    if ((after == ':' || after == '.') && !timeSeen && digitsFrom(at + 1) >= 1 && digits <= 2) {
      time(value);
    } else if (digits == 4 && after == '-' && year == UNSET && isoDate(value)) {
      return;
    } else if (month == UNSET && day == UNSET && digits <= 2) {
      day = value;
    } else if (day == UNSET && digits <= 2) {
      day = value;
    } else if (year == UNSET && month != UNSET) {
      year = fullYear(value, digits);
    } else if (year == UNSET && digits == 4 && start == 0) {
      year = value;
    }
  }

  /** {@code 12:00}, {@code 12:00:00}, {@code 12.00.00}, {@code 12:00:00.123}. */
  private void time(int hours) {
    timeSeen = true;
    hour = hours;
    at++;
    minute = small();
    if (at < text.length() && (text.charAt(at) == ':' || text.charAt(at) == '.')) {
      at++;
      second = small();
      if (at < text.length() && text.charAt(at) == '.') {
        at += 1 + digitsFrom(at + 1);
      }
    }
  }

  /** {@code 2026-06-01}, then perhaps {@code T}. */
  private boolean isoDate(int value) {
    int digits = digitsFrom(at + 1);
    int dayAt = at + 2 + digits;
    if (digits == 0 || digits > 2 || dayAt > text.length() || text.charAt(dayAt - 1) != '-') {
      return false;
    }
    int dayDigits = digitsFrom(dayAt);
    if (dayDigits == 0 || dayDigits > 2) {
      return false;
    }
    year = value;
    month = Integer.parseInt(text, at + 1, at + 1 + digits, 10);
    day = Integer.parseInt(text, dayAt, dayAt + dayDigits, 10);
    at = dayAt + dayDigits;
    return true;
  }

  private int small() {
    int digits = Math.min(2, digitsFrom(at));
    int value = digits == 0 ? 0 : Integer.parseInt(text, at, at + digits, 10);
    at += digits;
    return value;
  }

  private void word() {
    int start = at;
    while (at < text.length() && isLetter(text.charAt(at))) {
      at++;
    }
    int length = at - start;
    if (length >= 3 && month == UNSET) {
      for (int i = 0; i < 12; i++) {
        if (text.regionMatches(true, start, MONTHS, i * 3, 3)) {
          month = i + 1;
          return;
        }
      }
    }
    if (timeSeen && length <= 3) {
      namedZone(start, length);
    }
  }

  /** RFC 5322 §4.3: the names of North American zones; all others say nothing. AM and PM too. */
  private void namedZone(int start, int length) {
    if (length == 2 && text.regionMatches(true, start, "PM", 0, 2)) {
      hour = hour < 12 ? hour + 12 : hour;
    } else if (length == 2 && text.regionMatches(true, start, "AM", 0, 2)) {
      hour = hour == 12 ? 0 : hour;
    } else if (length == 3 && zoneSeconds == 0) {
      int base = "ECMP".indexOf(Character.toUpperCase(text.charAt(start)));
      boolean daylight = text.regionMatches(true, start + 1, "DT", 0, 2);
      if (base >= 0 && (daylight || text.regionMatches(true, start + 1, "ST", 0, 2))) {
        zoneSeconds = -(5 + base - (daylight ? 1 : 0)) * 3600;
      }
    }
  }

  private void numericZone(int sign) {
    int digits = digitsFrom(++at);
    int hours = Integer.parseInt(text, at, at + 2, 10);
    int minutes = 0;
    if (digits >= 4) {
      minutes = Integer.parseInt(text, at + 2, at + 4, 10);
      at += digits;
    } else {
      at += digits;
      if (at < text.length() && text.charAt(at) == ':') {
        at++;
        minutes = small();
      }
    }
    // RFC 5322 §3.3: the zone is within -9959 and +9959; java.time allows 18 hours.
    if (hours <= 18 && minutes < 60) {
      zoneSeconds = sign * Math.min(hours * 3600 + minutes * 60, 18 * 3600);
    }
  }

  /** RFC 5322 §4.3: two-digit years below 50 are 20xx, other short years count from 1900. */
  private static int fullYear(int value, int digits) {
    if (digits <= 2) {
      return value < 50 ? 2000 + value : 1900 + value;
    }
    return digits == 3 ? 1900 + value : value;
  }

  private Optional<Instant> instant() {
    if (month == UNSET || day == UNSET || year < 1900 || year > 9999) {
      return Optional.empty();
    }
    try {
      // RFC 5322 §3.3 allows second 60, java.time does not.
      LocalDateTime local = LocalDateTime.of(year, month, day, hour, minute, Math.min(second, 59));
      return Optional.of(local.toInstant(ZoneOffset.ofTotalSeconds(zoneSeconds)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private int digitsFrom(int from) {
    int i = from;
    while (i < text.length() && isDigit(text.charAt(i))) {
      i++;
    }
    return i - from;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
