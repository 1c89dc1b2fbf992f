package dev.melme.api.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.api.InvalidValueException;
import dev.melme.api.MailboxId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DraftValuesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"a\u0000b", "a\u0001", "\u007F", "\uD83D", "\uDE00\uD83D", "a\r\nBcc: b", "\n"})
  void lines_refuse_control_characters_and_halves_of_characters(String text) {
    assertThatThrownBy(() -> draft(text, "a subject", "a text"))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> draft("jo@example.org", text, "a text"))
        .isInstanceOf(InvalidValueException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "a\u0001", "\u007F", "\uD83D", "\uDE00\uD83D", "a\r\nb"})
  void texts_refuse_control_characters_and_halves_of_characters(String text) {
    assertThatThrownBy(() -> draft("jo@example.org", "a subject", text))
        .isInstanceOf(InvalidValueException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "  ", "a\u0000b", "a\nb", "\u007F", "\uD83D.pdf", "a/b.pdf", "a\\b.pdf"})
  void file_names_are_one_line_of_whole_characters_without_a_folder(String name) {
    assertThatThrownBy(() -> file(name)).isInstanceOf(InvalidValueException.class);
  }

  @Test
  void any_script_is_kept() {
    String text = "\uD83D\uDE00 \u05E9\u05DC\u05D5\u05DD \u4E2D\u6587 'quoted' 100%";

    Draft draft = draft(text, text, "\t" + text + "\n");

    assertThat(draft.to()).isEqualTo(text);
    assertThat(draft.subject()).isEqualTo(text);
    assertThat(draft.text()).contains("\t" + text + "\n");
    assertThat(file(text).name()).isEqualTo(text);
  }

  private static Draft draft(String to, String subject, String text) {
    return new Draft(
        new MailboxId(new UUID(1, 2)),
        new DraftId(new UUID(3, 4)),
        1,
        Instant.EPOCH,
        Optional.empty(),
        Draft.Kind.NEW,
        Optional.empty(),
        Optional.empty(),
        to,
        "",
        "",
        subject,
        Optional.of(text),
        Optional.of(text),
        true,
        List.of());
  }

  private static DraftAttachment file(String name) {
    return new DraftAttachment(1, name, "application/pdf", Optional.empty(), 1);
  }
}
