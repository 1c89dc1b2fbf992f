package dev.melme.core.wire;

import static dev.melme.core.wire.WrittenMessages.faults;
import static dev.melme.core.wire.WrittenMessages.fieldNames;
import static dev.melme.core.wire.WrittenMessages.file;
import static dev.melme.core.wire.WrittenMessages.message;
import static dev.melme.core.wire.WrittenMessages.mixed;
import static dev.melme.core.wire.WrittenMessages.parse;
import static dev.melme.core.wire.WrittenMessages.person;
import static dev.melme.core.wire.WrittenMessages.plain;
import static dev.melme.core.wire.WrittenMessages.write;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.api.Attachment;
import dev.melme.api.Correspondent;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MessageIndex;
import dev.melme.core.mime.MessageIndexer;
import dev.melme.core.mime.PartContent;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read again: by Angus Mail, as strangers do, and by our own index. */
@SuppressWarnings("StringConcatToTextBlock") // line ends are the point here
class MessageWriterTest {

  private static final List<String> LINES =
      List.of(
          "Order 4711",
          "Grüße aus Köln",
          "注文の確認について、よろしくお願いいたします",
          "Заказ подтверждён и будет отправлен в ближайшее время",
          "طلب جديد رقم 4711",
          "הזמנה חדשה",
          "ใบสั่งซื้อใหม่",
          "주문 확인",
          "😀 emoji 👩‍👩‍👧 and a flag 🇩🇪",
          "e\u0301 combining, ﬁ ligature, ß sharp",
          "=?utf-8?Q?not_decoded?=",
          "=? odd ?=",
          "two  spaces   and more",
          "a".repeat(200),
          "ä".repeat(300),
          "😀".repeat(120),
          "word ".repeat(60).strip(),
          "long " + "x".repeat(61) + " word",
          "commas, semicolons; colons: <angles> (parentheses) [brackets] \"quotes\" back\\slash @",
          "From here",
          ".dot",
          "tilde~ and _under_ =equals= 100% ? !",
          "\u202eright to left override",
          "zero\u200bwidth",
          "\u0085next line\u2028separator");

  private static final List<String> FILES =
      List.of(
          "invoice.pdf",
          "Rechnung für Köln.pdf",
          "請求書.pdf",
          "счёт-фактура за март две тысячи двадцать шестого года очень длинное имя файла.pdf",
          "😀".repeat(40) + ".png",
          "quote\"inside.txt",
          "semi;colon, comma.txt",
          "100%.txt",
          "it's.txt",
          "=?utf-8?Q?x?=.txt",
          "a".repeat(250) + ".txt",
          "noextension",
          " leading space.txt");

  private static final List<String> TEXTS =
      List.of(
          "Hello\n",
          "no line end",
          "",
          "\n\n\n",
          ".\n..\n.leading dot\n",
          "From the start\nFrom again\n>From quoted\n",
          "trailing space \ntrailing tab\t\n \n\t\n",
          "x".repeat(5_000),
          ("y".repeat(75) + "\n").repeat(3) + ("z".repeat(76) + "\n") + ("w".repeat(77) + "\n"),
          "a".repeat(75) + ".b\n" + "a".repeat(75) + "From \n",
          "-- \nsignature\n--boundary\n--boundary--\n",
          "= equals =3D =\n=\n",
          "Grüße\n",
          "ä".repeat(3_000) + "\n",
          "日本語の本文。\n".repeat(200),
          "😀".repeat(30) + "\nmixed text with some ASCII in it, and more of it\n",
          "tab\tinside\n");

  private final MessageIndexer indexer = new MessageIndexer();

  @Test
  void header_holds_what_is_allowed_in_its_order_and_nothing_else() {
    WireMessage message =
        new WireMessage(
            person("Acme Support", "support@acme.example"),
            List.of(person("Jane Doe", "jane@example.org"), person("", "joe@example.org")),
            List.of(person("J. Smith", "smith@example.org")),
            "Re: Order 4711",
            Instant.parse("2026-03-04T05:06:07Z"),
            "0123456789abcdef@acme.example",
            Optional.of("parent@example.org"),
            List.of("first@example.org", "parent@example.org"),
            plain("Thanks!\n"));

    String written = new String(write(message), ISO_8859_1);

    assertThat(written)
        .isEqualTo(
            "From: Acme Support <support@acme.example>\r\n"
                + "To: Jane Doe <jane@example.org>, joe@example.org\r\n"
                + "Cc: \"J. Smith\" <smith@example.org>\r\n"
                + "Subject: Re: Order 4711\r\n"
                + "Date: Wed, 4 Mar 2026 05:06:07 +0000\r\n"
                + "Message-ID: <0123456789abcdef@acme.example>\r\n"
                + "In-Reply-To: <parent@example.org>\r\n"
                + "References: <first@example.org> <parent@example.org>\r\n"
                + "MIME-Version: 1.0\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\n"
                + "Content-Transfer-Encoding: quoted-printable\r\n"
                + "\r\n"
                + "Thanks!\r\n\r\n");
  }

  @Test
  void every_subject_and_name_is_read_as_it_was_meant() throws Exception {
    for (String line : LINES) {
      WireMessage message =
          new WireMessage(
              person(line.length() > 150 ? "Acme" : line, "support@acme.example"),
              List.of(person(line, "jane@example.org"), person("Ünï " + line, "joe@example.org")),
              List.of(person(line, "jim@example.org")),
              line,
              Instant.EPOCH,
              "a@acme.example",
              Optional.empty(),
              List.of(),
              plain("x"));

      byte[] written = write(message);
      MimeMessage read = parse(written);

      assertThat(faults(written)).as(line).isEmpty();
      assertThat(longHeaderLines(written)).as(line).isEmpty();
      assertThat(written).as(line).matches(MessageWriterTest::isAscii);
      assertThat(read.getSubject()).isEqualTo(line);
      InternetAddress[] to = InternetAddress.parseHeader(read.getHeader("To", ","), true);
      assertThat(to).extracting(InternetAddress::getPersonal).containsExactly(line, "Ünï " + line);
      assertThat(to)
          .extracting(InternetAddress::getAddress)
          .containsExactly("jane@example.org", "joe@example.org");
      assertThat(((InternetAddress) read.getFrom()[0]).getAddress())
          .isEqualTo("support@acme.example");
      MessageIndex index = indexer.index(written, 0, written.length);
      assertThat(index.to())
          .extracting(Correspondent::address)
          .containsExactly("jane@example.org", "joe@example.org");
    }
  }

  @Test
  void every_text_is_read_as_it_was_meant() throws Exception {
    for (String text : TEXTS) {
      for (String other : List.of("", "Grüße\n", "日本語\n".repeat(40))) {
        byte[] written =
            write(
                message(
                    "x",
                    new WirePart.Several(
                        "alternative",
                        List.of(plain(text + other), new WirePart.Text("html", other + text)))));

        Multipart read = (Multipart) parse(written).getContent();

        assertThat(faults(written)).isEmpty();
        assertThat(written).matches(MessageWriterTest::isAscii);
        assertThat(untouchable(written)).isEmpty();
        assertThat(read.getCount()).isEqualTo(2);
        assertThat(lf(read.getBodyPart(0).getContent())).isEqualTo(text + other);
        assertThat(lf(read.getBodyPart(1).getContent())).isEqualTo(other + text);
        assertThat(read.getBodyPart(1).getContentType()).startsWith("text/html");
      }
    }
  }

  @Test
  void every_file_is_read_byte_by_byte_under_its_name() throws Exception {
    Random random = new Random(1);
    for (String name : FILES) {
      for (int size : new int[] {0, 1, 56, 57, 58, 7295, 7296, 7297, 100_000}) {
        byte[] content = new byte[size];
        random.nextBytes(content);
        byte[] written =
            write(message("x", mixed(plain("see file"), file(name, "application/pdf", content))));

        BodyPart read = ((Multipart) parse(written).getContent()).getBodyPart(1);

        assertThat(faults(written)).as(name).isEmpty();
        assertThat(read.getInputStream().readAllBytes()).as(name).isEqualTo(content);
        assertThat(read.getDisposition()).isEqualTo("attachment");
        Attachment indexed = indexer.index(written, 0, written.length).attachments().get(0);
        // our own reader decodes encoded-words wherever they stand
        assertThat(indexed.name()).isEqualTo(name.strip().replace("=?utf-8?Q?x?=", "x"));
        assertThat(indexed.sizeBytes()).isEqualTo(size);
        try (InputStream part =
            PartContent.open(new ByteArrayInputStream(written), indexed.partPath())) {
          assertThat(part.readAllBytes()).isEqualTo(content);
        }
      }
    }
  }

  @Test
  void file_names_are_read_by_others_too() throws Exception {
    for (String name : FILES) {
      byte[] written = write(message("x", mixed(plain("x"), file(name, "image/png", new byte[3]))));

      BodyPart read = ((Multipart) parse(written).getContent()).getBodyPart(1);

      assertThat(read.getFileName()).isEqualTo(name);
    }
  }

  @Test
  void pictures_are_found_by_their_content_id() throws Exception {
    WirePart picture =
        new WirePart.File(
            "logo.png",
            "image/png",
            Optional.of("abc@inline"),
            () -> new ByteArrayInputStream(new byte[9]));
    byte[] written =
        write(
            message(
                "x",
                new WirePart.Several(
                    "alternative",
                    List.of(
                        plain("x"),
                        new WirePart.Several(
                            "related",
                            List.of(
                                new WirePart.Text("html", "<img src=\"cid:abc@inline\">"),
                                picture))))));

    Attachment indexed = indexer.index(written, 0, written.length).attachments().get(0);

    assertThat(faults(written)).isEmpty();
    assertThat(indexed.contentId()).contains("abc@inline");
    assertThat(indexed.placement()).isEqualTo(Attachment.Placement.INLINE);
    assertThat(new String(written, UTF_8)).contains("Content-ID: <abc@inline>\r\n");
  }

  @Test
  void text_files_say_their_charset_only_when_it_is_known() {
    String utf8 = written(file("a.txt", "text/plain", "Grüße".getBytes(UTF_8)));
    String ascii = written(file("a.csv", "text/csv", "a;b\n".getBytes(UTF_8)));
    String latin = written(file("a.txt", "text/plain", "Grüße".getBytes(ISO_8859_1)));
    String cut = written(file("a.txt", "text/plain", new byte[] {'a', (byte) 0xc3}));
    String long8k =
        written(file("a.txt", "text/plain", ("x" + "ü".repeat(20_000)).getBytes(UTF_8)));

    assertThat(utf8).contains("Content-Type: text/plain; charset=utf-8\r\n");
    assertThat(ascii).contains("Content-Type: text/csv; charset=utf-8\r\n");
    assertThat(long8k).contains("Content-Type: text/plain; charset=utf-8\r\n");
    assertThat(latin).contains("Content-Type: text/plain\r\n");
    assertThat(cut).contains("Content-Type: text/plain\r\n");
  }

  @Test
  void embedded_message_goes_as_it_is_without_its_trace_fields() throws Exception {
    String embedded =
        "Return-Path: <jane@example.org>\r\n"
            + "Received: from a by vm.internal\r\n\tid 1; Mon\r\n"
            + "Delivered-To: support@acme.example\n"
            + "X-Original-To: support@acme.example\r\n"
            + "Authentication-Results: vm.internal;\r\n  spf=pass\r\n"
            + "ARC-Seal: i=1\r\n"
            + "From: jane@example.org\r\n"
            + "Subject: inner\r\n  folded\r\n"
            + "Bcc: secret@example.org\r\n"
            + "\r\n"
            + "Received: this is text\r\nbody\n";

    byte[] bytes =
        write(
            message(
                "x",
                mixed(plain("x"), file("inner.eml", "message/rfc822", embedded.getBytes(UTF_8)))));
    String written = new String(bytes, UTF_8);

    assertThat(faults(bytes)).isEmpty();
    assertThat(written)
        .contains("Content-Type: message/rfc822\r\nContent-Transfer-Encoding: 7bit\r\n")
        .contains(
            "\r\n\r\nFrom: jane@example.org\r\nSubject: inner\r\n  folded\r\n\r\n"
                + "Received: this is text\r\nbody\r\n--boundary0--\r\n")
        .doesNotContain("vm.internal", "Return-Path", "Delivered-To", "ARC", "Bcc", "spf");
    MimeMessage inner =
        (MimeMessage) ((Multipart) parse(bytes).getContent()).getBodyPart(1).getContent();
    assertThat(inner.getSubject()).isEqualTo("inner  folded");
  }

  @Test
  void embedded_message_that_is_not_seven_bit_goes_as_a_file() throws Exception {
    List<String> embedded =
        List.of(
            "Received: by vm.internal\r\nSubject: Grüße\r\n\r\nx\r\n",
            "Subject: a\r\n\r\n" + "x".repeat(999) + "\r\n",
            "Subject: a\r\n\r\nnul\0\r\n");
    for (String each : embedded) {
      byte[] bytes =
          write(
              message(
                  "x",
                  mixed(plain("x"), file("inner", "message/rfc822", each.getBytes(ISO_8859_1)))));

      BodyPart read = ((Multipart) parse(bytes).getContent()).getBodyPart(1);

      assertThat(faults(bytes)).isEmpty();
      assertThat(read.getContentType()).startsWith("application/octet-stream");
      assertThat(read.getFileName()).isEqualTo("inner.eml");
      assertThat(new String(read.getInputStream().readAllBytes(), ISO_8859_1))
          .isEqualTo(each.replace("Received: by vm.internal\r\n", ""));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/mixed", "message/partial", "message/external-body"})
  void parts_that_are_not_ours_to_write_go_as_files(String type) {
    assertThat(written(file("a", type, new byte[3])))
        .contains("Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64");
  }

  @Test
  void message_to_hidden_recipients_names_nobody() {
    WireMessage message =
        new WireMessage(
            person("", "support@acme.example"),
            List.of(),
            List.of(),
            "",
            Instant.EPOCH,
            "a@acme.example",
            Optional.empty(),
            List.of(),
            plain("x"));

    String written = new String(write(message), ISO_8859_1);

    assertThat(written)
        .startsWith("From: support@acme.example\r\nTo: undisclosed-recipients:;\r\n");
    assertThat(fieldNames(written)).doesNotContain("subject", "bcc", "in-reply-to", "references");
  }

  @Test
  void address_that_needs_utf8_is_the_only_thing_that_is_not_ascii() throws Exception {
    WireMessage message =
        new WireMessage(
            person("Büro", "büro@bücher.example"),
            List.of(person("Jürgen", "jürgen@bücher.example")),
            List.of(),
            "Grüße",
            Instant.EPOCH,
            "a@xn--bcher-kva.example",
            Optional.empty(),
            List.of(),
            plain("Grüße"));

    byte[] bytes = write(message);

    assertThat(new String(bytes, UTF_8))
        .contains(" <büro@xn--bcher-kva.example>\r\n", " <jürgen@xn--bcher-kva.example>\r\n");
    assertThat(new String(bytes, UTF_8).replace("büro@", "").replace("jürgen@", "").getBytes(UTF_8))
        .matches(MessageWriterTest::isAscii);
    assertThat(indexer.index(bytes, 0, bytes.length).to())
        .containsExactly(new Correspondent("Jürgen", "jürgen@xn--bcher-kva.example"));
  }

  @Test
  void quoted_local_parts_and_five_hundred_recipients_are_folded() throws Exception {
    List<NamedAddress> many = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      many.add(person(i % 3 == 0 ? "" : "Näme, " + i, "\"first. last\"" + "@h" + i + ".example"));
    }
    WireMessage message =
        new WireMessage(
            person("Acme", "support@acme.example"),
            many,
            List.of(),
            "x",
            Instant.EPOCH,
            "a@acme.example",
            Optional.empty(),
            List.of(),
            plain("x"));

    byte[] bytes = write(message);

    assertThat(faults(bytes)).isEmpty();
    assertThat(longHeaderLines(bytes)).isEmpty();
    assertThat(InternetAddress.parseHeader(parse(bytes).getHeader("To", ","), true)).hasSize(500);
  }

  @Test
  void control_characters_are_refused_where_everything_passes() {
    for (String bad : List.of("\r", "\n", "\r\n", "\0", "\u007f", "\u001f", "\t")) {
      String line = "a" + bad + "Bcc: x@evil.example";
      assertThatThrownBy(() -> write(message(line, plain("x"))))
          .isInstanceOf(InvalidValueException.class);
      assertThatThrownBy(
              () ->
                  write(
                      new WireMessage(
                          person(line, "support@acme.example"),
                          List.of(),
                          List.of(),
                          "x",
                          Instant.EPOCH,
                          line,
                          Optional.of(line),
                          List.of(line),
                          plain("x"))))
          .isInstanceOf(InvalidValueException.class);
      for (WirePart part :
          List.of(
              file(line, "image/png", new byte[1]),
              file("a.png", "image/png" + line, new byte[1]),
              new WirePart.File(
                  "a", "image/png", Optional.of(line), () -> new ByteArrayInputStream(new byte[1])),
              new WirePart.Text(line, "x"))) {
        assertThatThrownBy(() -> write(message("x", mixed(plain("x"), part))))
            .isInstanceOf(InvalidValueException.class);
      }
    }
  }

  private static String written(WirePart part) {
    return new String(write(message("x", mixed(plain("x"), part))), ISO_8859_1);
  }

  private static String lf(Object content) {
    return ((String) content).replace("\r\n", "\n");
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  /** Header lines over 78 characters. */
  private static List<String> longHeaderLines(byte[] message) {
    String text = new String(message, UTF_8);
    List<String> found = new ArrayList<>();
    for (String line : text.substring(0, text.indexOf("\r\n\r\n")).split("\r\n", -1)) {
      if (line.length() > 78) {
        found.add(line);
      }
    }
    return found;
  }

  /** Body lines that some system would change: long ones, and those that end or begin badly. */
  private static List<String> untouchable(byte[] message) {
    List<String> found = new ArrayList<>();
    for (String line : new String(message, ISO_8859_1).split("\r\n", -1)) {
      if (line.length() > 78
          || line.endsWith(" ")
          || line.endsWith("\t")
          || line.startsWith(".")
          || line.startsWith("From ")) {
        found.add(line);
      }
    }
    return found;
  }
}
