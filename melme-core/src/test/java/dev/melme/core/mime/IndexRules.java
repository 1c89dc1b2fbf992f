package dev.melme.core.mime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.Attachment;
import dev.melme.api.Correspondent;
import dev.melme.api.MessageIndex;
import java.util.List;

/** What holds for the index of any bytes whatever: the bounds of {@link MessageIndex}. */
final class IndexRules {

  private IndexRules() {}

  static void check(MessageIndex index) {
    clean(index.subject(), 998, false);
    people(index.from(), 50);
    people(index.to(), 100);
    people(index.cc(), 100);
    people(index.replyTo(), 50);
    index.messageIdField().ifPresent(id -> clean(id, 998, false));
    ids(index.inReplyTo());
    ids(index.references());
    clean(index.text(), 64 * 1024, true);
    clean(index.snippet(), 200, false);
    assertThat(index.textOrigin() == MessageIndex.TextOrigin.NONE)
        .isEqualTo(index.text().isEmpty());
    assertThat(index.searchTerms()).matches("([a-z0-9]{1,64}( [a-z0-9]{1,64}){0,1999})?");
    assertThat(index.attachments()).hasSizeLessThanOrEqualTo(1000);
    index.attachments().forEach(IndexRules::attachment);
  }

  private static void people(List<Correspondent> people, int max) {
    assertThat(people).hasSizeLessThanOrEqualTo(max);
    for (Correspondent person : people) {
      clean(person.name(), 255, false);
      clean(person.address(), 320, false);
    }
  }

  private static void ids(List<String> ids) {
    assertThat(ids).hasSizeLessThanOrEqualTo(50).doesNotHaveDuplicates();
    ids.forEach(id -> clean(id, 998, false));
  }

  private static void attachment(Attachment attachment) {
    clean(attachment.name(), 255, false);
    assertThat(attachment.name()).doesNotContain("/", "\\").doesNotEndWith(".").doesNotEndWith(" ");
    assertThat(attachment.contentType()).matches("[!-~]{1,127}/[!-~]{1,127}");
    assertThat(attachment.partPath()).matches("[0-9]+(\\.[0-9]+)*(-[0-9]+)?");
    attachment.contentId().ifPresent(id -> clean(id, 255, false));
  }

  private static void clean(String text, int max, boolean block) {
    assertThat(text.length()).isLessThanOrEqualTo(max);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = c < ' ' || c == 0x7f;
      assertThat(control && !(block && (c == '\n' || c == '\t'))).as("control at " + i).isFalse();
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        assertThat(pair).as("lone surrogate at " + i).isTrue();
        i++;
      }
    }
  }
}
