package dev.melme.jdbc;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names of our tables, as statements write them. */
final class Tables {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]{3,})}");

  private final String before;

  /** In a schema, its name quoted, or null for the one that connections begin in. */
  Tables(@Nullable String quotedSchema, String prefix) {
    this.before = (quotedSchema == null ? "" : quotedSchema + ".") + prefix;
  }

  /** Puts names in place: {@code {message}} becomes {@code melme_message}. */
  String sql(String text) {
    return PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(name(found)));
  }

  private String name(MatchResult found) {
    return before + found.group(1);
  }
}
