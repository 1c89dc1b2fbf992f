package dev.melme.core.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.api.MessageIndex;
import dev.melme.api.MessageIndex.TextOrigin;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which text of a message is shown, and how it is decoded. */
@SuppressWarnings("StringConcatToTextBlock") // line ends are the point here
class MessageTextTest {

  private final MessageIndexer indexer = new MessageIndexer();

  @ParameterizedTest
  @ValueSource(strings = {"plain,html", "html,plain"})
  void plain_alternative_is_preferred_wherever_it_stands(String order) {
    StringBuilder message = new StringBuilder(multipart("alternative", "b"));
    for (String subtype : order.split(",", -1)) {
      message.append("--b\nContent-Type: text/").append(subtype).append("\n\n<b>").append(subtype);
      message.append("</b>\n");
    }

    MessageIndex index = index(message + "--b--\n");

    assertThat(index.text().strip()).isEqualTo("<b>plain</b>");
    assertThat(index.textOrigin()).isEqualTo(TextOrigin.PLAIN);
    assertThat(index.attachments()).isEmpty();
  }

  @Test
  void blank_plain_alternative_gives_way_to_html() {
    MessageIndex index =
        index(
            multipart("alternative", "b")
                + "--b\n\n  \n--b\nContent-Type: text/html\n\n<p>Hello&nbsp;W&ouml;rld</p>\n--b--");

    assertThat(index.text()).isEqualTo("Hello Wörld\n");
    assertThat(index.textOrigin()).isEqualTo(TextOrigin.HTML);
  }

  @Test
  void html_becomes_lines_of_text_without_scripts_and_styles() {
    String html =
        "<html><head><title>t</title><style>p{}</style></head><body><p>One\n"
            + " two<br>three</p><ul><li>a<li>b</ul><script>if (a<b) x()</script><!-- <p>no --><a"
            + " title='a>b'>link</a>";

    assertThat(HtmlText.render(html)).isEqualTo("One two\nthree\n\n* a\n* b\n\nlink\n");
  }

  @Test
  void inline_text_parts_of_a_mixed_message_add_up() {
    MessageIndex index =
        index(
            multipart("mixed", "b")
                + "--b\n\none\n--b\nContent-Type: image/png\n\nx\n--b\n\ntwo\n--b\n"
                + "Content-Type: text/plain; name=notes.txt\n\nthree\n--b--");

    assertThat(index.text()).isEqualTo("one\ntwo");
    assertThat(index.attachments()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "utf-8,utf-8",
    "us-ascii,utf-8",
    "iso-8859-1,utf-8",
    "x-unknown,utf-8",
    "'',windows-1252",
    "iso-8859-1,windows-1252",
    "utf-8,windows-1252",
    "windows1252,windows-1252",
    "\"utf-8\",utf-8",
    "utf-16le,utf-16le",
  })
  void charset_is_believed_unless_the_bytes_speak_against_it(String label, String real) {
    String text = "Grüße – Übung €";
    String header = "Content-Type: text/plain; charset=" + label + "\n\n";

    MessageIndex index = index(header.getBytes(StandardCharsets.UTF_8), text, real);

    assertThat(index.text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "gb2312,GB18030,中国",
    "ks_c_5601-1987,x-windows-949,한국어 똠",
    "shift_jis,windows-31j,日本語①",
    "iso-2022-jp,ISO-2022-JP,日本語",
    "'',ISO-2022-JP,日本語",
    "big5,x-windows-950,中文",
    "x-mac-cyrillic,x-MacCyrillic,Привет",
    "win-1251,windows-1251,Привет",
    "tis-620,x-windows-874,ไทย",
  })
  void label_means_the_superset_that_senders_use(String label, String real, String text) {
    String header = "Content-Type: text/plain; charset=" + label + "\n\n";

    MessageIndex index = index(header.getBytes(StandardCharsets.UTF_8), text, real);

    assertThat(index.text()).isEqualTo(text);
  }

  @Test
  void utf_7_and_hz_are_read_though_the_runtime_does_not_know_them() {
    assertThat(index("Content-Type: text/plain; charset=utf-7\n\nHi +Jjo--!").text())
        .isEqualTo("Hi ☺-!");
    assertThat(index("Content-Type: text/plain; charset=hz-gb-2312\n\na ~{VP9z~} b").text())
        .isEqualTo("a 中国 b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SGVsbG8=          | Hello",
        "SGVsbG8           | Hello",
        "SGV*s!bG8=        | Hello",
        "SGVs bG8=         | Hello",
        "SGVsbG8= footer   | Hello",
      })
  void damaged_base64_is_decoded(String body, String expected) {
    assertThat(index("Content-Transfer-Encoding: base64\n\n" + body).text()).isEqualTo(expected);
  }

  @Test
  void damaged_quoted_printable_is_decoded() {
    String body = "a=3Db =zz =\nnext=  \nlast =3d=";

    assertThat(index("Content-Transfer-Encoding: quoted-printable\n\n" + body).text())
        .isEqualTo("a=b =zz nextlast =");
  }

  @Test
  void flowed_lines_are_joined() {
    String body = "a \nb\n> q \n> r\n-- \nsig\n stuffed\n";

    assertThat(index("Content-Type: text/plain; format=flowed\n\n" + body).text())
        .isEqualTo("a b\n> q r\n-- \nsig\nstuffed\n");
    assertThat(index("Content-Type: text/plain; format=flowed; delsp=yes\n\na \nb").text())
        .isEqualTo("ab");
  }

  @Test
  void text_is_bounded_and_free_of_controls() {
    MessageIndex index = index("X: y\n\n\0a\7\tb\r\n" + "x".repeat(100_000));

    assertThat(index.text()).startsWith("a\tb\nx").hasSize(64 * 1024 - 2);
    assertThat(index.snippet()).startsWith("a b x").hasSize(200);
  }

  @Test
  void boundary_that_never_comes_leaves_the_message_readable_and_unparsed() {
    MessageIndex index = index(multipart("mixed", "b") + "only a preamble\n");

    assertThat(index.unparsed()).isTrue();
    assertThat(index.text()).isEqualTo("only a preamble\n");
  }

  @Test
  void missing_boundary_parameter_is_guessed_from_the_first_line() {
    MessageIndex index = index("Content-Type: multipart/mixed\n\n--x\n\ntext\n--x--\n");

    assertThat(index.text()).isEqualTo("text");
  }

  @Test
  void embedded_message_is_not_part_of_the_text() {
    MessageIndex index =
        index(
            multipart("mixed", "b")
                + "--b\n\ntext\n--b\nContent-Type: message/rfc822\n\nSubject: a/b\n\ninner\n--b--");

    assertThat(index.text()).isEqualTo("text");
    assertThat(index.attachments().get(0).name()).isEqualTo("a_b.eml");
  }

  @Test
  void fault_of_the_source_is_thrown() {
    InputStream failing =
        new FilterInputStream(InputStream.nullInputStream()) {
          @Override
          public int read(byte[] b, int offset, int length) throws IOException {
            throw new IOException("disk");
          }
        };

    assertThatThrownBy(() -> indexer.index(failing)).isInstanceOf(IOException.class);
  }

  private static String multipart(String subtype, String boundary) {
    return "Content-Type: multipart/" + subtype + "; boundary=" + boundary + "\n\n";
  }

  private MessageIndex index(String message) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    return indexer.index(bytes, 0, bytes.length);
  }

  private MessageIndex index(byte[] header, String text, String charset) {
    byte[] body = text.getBytes(Charset.forName(charset));
    byte[] message = new byte[header.length + body.length];
    System.arraycopy(header, 0, message, 0, header.length);
    System.arraycopy(body, 0, message, header.length, body.length);
    return indexer.index(message, 0, message.length);
  }
}
