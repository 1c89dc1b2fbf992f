package dev.melme.api.workspace;

import dev.melme.api.workspace.TextSection.Kind;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The text of a message, split into what is new and what is quoted. The split is a guess by the
 * habits of mail programs: offer {@link #whole()} as well.
 *
 * @param sections all lines in their order, nothing left out; neighbours differ in kind
 */
public record MessageText(List<TextSection> sections) {

  /** Copies the sections. */
  public MessageText {
    sections = List.copyOf(sections);
  }

  /**
   * All of the text, as it is in the message.
   *
   * @return the sections joined
   */
  public String whole() {
    return sections.stream().map(TextSection::text).collect(Collectors.joining());
  }

  /**
   * What the sender wrote anew.
   *
   * @return the sections of that kind joined, without blank lines around; empty when there are none
   */
  public String own() {
    return of(Kind.OWN);
  }

  /**
   * What is quoted of earlier messages.
   *
   * @return the sections of that kind joined, without blank lines around; empty when there are none
   */
  public String quoted() {
    return of(Kind.QUOTED);
  }

  /**
   * The signature.
   *
   * @return the sections of that kind joined, without blank lines around; empty when there are none
   */
  public String signature() {
    return of(Kind.SIGNATURE);
  }

  private String of(Kind kind) {
    String joined =
        sections.stream()
            .filter(section -> section.kind() == kind)
            .map(TextSection::text)
            .collect(Collectors.joining());
    int start = 0;
    for (int i = 0; i < joined.length() && joined.charAt(i) <= ' '; i++) {
      if (joined.charAt(i) == '\n') {
        start = i + 1;
      }
    }
    return joined.substring(start).stripTrailing();
  }
}
