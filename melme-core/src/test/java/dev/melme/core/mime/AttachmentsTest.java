package dev.melme.core.mime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.Attachment;
import dev.melme.api.Attachment.Placement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, sizes, paths and placement of attachments. */
@SuppressWarnings("StringConcatToTextBlock") // line ends are the point here
class AttachmentsTest {

  private final MessageIndexer indexer = new MessageIndexer();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "filename=\"a b.pdf\"                              | a b.pdf",
        "filename=a b.pdf                                  | a b.pdf",
        "filename*=utf-8''%c3%a4.pdf; filename=x.pdf       | ä.pdf",
        "filename*0*=utf-8''%c3; filename*1*=%a4; filename*2=.pdf | ä.pdf",
        "filename*1=b.pdf; filename*0=a                    | ab.pdf",
        "filename=\"=?utf-8?q?=C3=A4.pdf?=\"               | ä.pdf",
        "filename=\"C:\\new\\a.pdf\"                       | a.pdf",
        "filename=\"../../etc/passwd\"                     | passwd",
        "filename*=utf-8''%2e%2e%2f%00evil.sh              | evil.sh",
        "filename=\"a.exe. . \"                            | a.exe",
        "filename=\"open.pdf                               | open.pdf",
      })
  void file_name_is_decoded_and_safe(String parameters, String expected) {
    assertThat(single("Content-Disposition: attachment; " + parameters).name()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "/", "a/..", "%20"})
  void name_that_is_none_is_empty(String name) {
    assertThat(single("Content-Disposition: attachment; filename*=utf-8''" + name).name())
        .isEmpty();
  }

  @Test
  void long_name_keeps_its_extension() {
    String name = "x".repeat(400) + ".pdf";

    assertThat(single("Content-Type: a/b; name=" + name).name()).hasSize(255).endsWith("x.pdf");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "base64           | SGVsbG8=   | 5",
        "base64           | SGVs bG8   | 5",
        "quoted-printable | a=3Db=20   | 4",
        "7bit             | abc        | 3",
        "x-uuencode       | #86)C      | 3",
      })
  void size_is_the_decoded_one(String encoding, String body, long expected) {
    List<Attachment> found =
        attachments(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: a/b\n"
                + "Content-Transfer-Encoding: "
                + encoding
                + "\n\n"
                + body
                + "\n--b--\n");

    assertThat(found).singleElement().extracting(Attachment::sizeBytes).isEqualTo(expected);
  }

  @Test
  void parts_are_numbered_as_in_imap() {
    List<Attachment> found =
        attachments(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n--b\n"
                + "Content-Type: multipart/related; boundary=c\n\n--c\nContent-Type: text/html\n\n"
                + "x\n--c\nContent-Type: image/png\nContent-ID: <i@x>\n\nx\n--c--\n--b\n"
                + "Content-Type: application/pdf\n\nx\n--b--\n");

    assertThat(found).extracting(Attachment::partPath).containsExactly("2.2", "3");
    assertThat(found)
        .extracting(Attachment::placement)
        .containsExactly(Placement.INLINE, Placement.ATTACHED);
    assertThat(found.get(0).contentId()).contains("i@x");
  }

  @Test
  void report_parts_and_calendar_alternatives_and_signatures_are_attachments() {
    List<Attachment> found =
        attachments(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n"
                + "Content-Type: multipart/alternative; boundary=c\n\n--c\n\nx\n--c\n"
                + "Content-Type: text/calendar; method=REQUEST\n\nx\n--c--\n--b\n"
                + "Content-Type: message/delivery-status\n\nx\n--b\n"
                + "Content-Type: application/pgp-signature\n\nx\n--b--\n");

    assertThat(found)
        .extracting(Attachment::contentType)
        .containsExactly("text/calendar", "message/delivery-status", "application/pgp-signature");
  }

  @Test
  void uuencoded_file_inside_the_text_is_an_attachment() {
    List<Attachment> found =
        attachments("X: y\n\nbegin 100 things\nbegin 644 a.txt\n#86)C\n`\nend\nafter\n");

    assertThat(found).singleElement().extracting(Attachment::name).isEqualTo("a.txt");
    assertThat(found.get(0).sizeBytes()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "application/PDF,application/pdf",
    "IMAGE/png; x=y,image/png",
    "a/b(c),a/b",
    "nonsense,application/octet-stream",
    "'',text/plain",
  })
  void content_type_is_lower_case_and_repaired(String field, String expected) {
    Attachment found = single("Content-Disposition: attachment\nContent-Type: " + field);

    assertThat(found.contentType()).isEqualTo(expected);
  }

  private Attachment single(String header) {
    List<Attachment> found = attachments(header + "\n\ncontent\n");
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private List<Attachment> attachments(String message) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    return indexer.index(bytes, 0, bytes.length).attachments();
  }
}
