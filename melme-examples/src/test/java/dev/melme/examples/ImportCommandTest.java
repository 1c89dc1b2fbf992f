package dev.melme.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {

  private static final String TO = "--to=support+x@acme.example";

  @TempDir private Path temp;
  private Path mail;
  private Path export;

  @BeforeEach
  void makeFolders() throws IOException {
    mail = Files.createDirectory(temp.resolve("mail"));
    export = temp.resolve("export");
  }

  private Path file(String name, String bytes) throws IOException {
    return Files.write(mail.resolve(name), bytes.getBytes(ISO_8859_1));
  }

  private List<String[]> exported() throws IOException {
    return Files.readString(export.resolve("index.tsv"), UTF_8)
        .lines()
        .skip(1)
        .map(row -> row.split("\t", -1))
        .toList();
  }

  private String exportedBytes(String[] row) throws IOException {
    return new String(Files.readAllBytes(export.resolve(row[0] + ".eml")), ISO_8859_1);
  }

  private static String message(String id) {
    return "Message-ID: <" + id + "@a.example>\nSubject: " + id + "\n\nText of " + id + "\n";
  }

  @Test
  void every_kind_of_file_is_stored_with_its_bytes_as_they_are() throws Exception {
    String odd = "From x\r\n \r\nSubject: odd\r\r\n\n\0\u00ff\r\n.\r\nFrom y\n\nFrom z\n\n";
    file("1.EML", odd);
    file("2.msg", "From a\n" + message("two") + "\nFrom b\n" + message("not apart") + "\n");
    file("3", "From a\n" + message("three") + "\nFrom b\n" + message("four") + "\n");
    file("4.txt", message("five"));

    ProgramRun run = ProgramRun.of("import", TO, "--export", export.toString(), mail.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(exported())
        .extracting(row -> row[2])
        .containsExactly(
            mail.resolve("1.EML").toString(),
            mail.resolve("2.msg").toString(),
            mail.resolve("3") + "#1",
            mail.resolve("3") + "#2",
            mail.resolve("4.txt").toString());
    assertThat(exportedBytes(exported().get(0))).isEqualTo(odd);
    assertThat(exportedBytes(exported().get(1))).endsWith(message("not apart") + "\n");
    assertThat(exportedBytes(exported().get(2))).isEqualTo(message("three"));
    assertThat(exportedBytes(exported().get(3))).isEqualTo(message("four"));
    assertThat(exportedBytes(exported().get(4))).isEqualTo(message("five"));
    assertThat(run.out())
        .contains("5 messages (", " in 4 files, ", " messages/s, ", "Time per message: median ")
        .containsPattern("stored +250 2.0.0 Message stored +support-inbox +5 +")
        .contains("Exported 5 messages", "all byte-identical");
  }

  @Test
  void the_index_has_one_row_of_plain_fields_for_each_message() throws Exception {
    String text =
        """
        From: =?utf-8?q?J=C3=BCrgen?= <j@a.example>, b@a.example
        Subject: =?utf-8?q?tab=09and=E2=80=A8line?=
        Content-Type: multipart/mixed; boundary=b

        --b

        text
        --b
        Content-Disposition: attachment; filename=a.bin

        x
        --b--
        """;
    Path file = file("1.eml", text);

    ProgramRun.of("import", TO, "--export", export.toString(), file.toString());

    String index = Files.readString(export.resolve("index.tsv"), UTF_8);
    assertThat(index)
        .startsWith("id\tmailbox\tsource\tsha256\tsubject\tfrom\tattachments\n")
        .endsWith("\n")
        .hasLineCount(2);
    String sha256 =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(ISO_8859_1)));
    String[] row = exported().get(0);
    assertThat(row)
        .containsExactly(
            row[0],
            "support-inbox",
            file.toString(),
            sha256,
            "tab and line",
            "Jürgen <j@a.example>, b@a.example",
            "1");
  }

  @Test
  void an_equal_message_is_counted_as_already_stored_and_exported_once() throws Exception {
    file("1.eml", message("one"));
    file("2.eml", message("one"));

    ProgramRun run = ProgramRun.of("import", TO, "--export", export.toString(), mail.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(exported()).extracting(row -> row[2]).containsExactly(mail + "/1.eml");
    assertThat(run.out())
        .containsPattern("\nalready stored +250 2.0.0 Message stored already +support-inbox +1 +");
  }

  @Test
  void what_is_no_message_gets_a_line_and_the_rest_goes_on() throws IOException {
    Path text = file("1.txt", "Just text\nwithout a header\n");
    Path empty = file("2.txt", "");
    Path mbox = file("3.mbox", "From a\n" + message("one") + "\nFrom here on\nno header\n");
    file("4.eml", message("two"));

    ProgramRun run = ProgramRun.of("import", TO, mail.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.errLines())
        .containsExactly(
            "Importing 4 files for support+x@acme.example",
            noMessage(text.toString()),
            noMessage(empty.toString()),
            noMessage(mbox + "#2"));
    assertThat(run.out())
        .containsPattern("\nstored .* 2 +")
        .containsPattern("\nrefused +554 5.6.0 Message has no header +- +3 +");
  }

  private static String noMessage(String source) {
    return source
        + ": no message, left out: there is no header before the first empty line"
        + " (554 5.6.0 Message has no header)";
  }

  @Test
  void a_recipient_that_is_refused_is_told_once_and_counted_per_message() throws IOException {
    file("1.eml", message("one"));
    file("2.eml", message("two"));

    ProgramRun run = ProgramRun.of("import", "--to", "gone@acme.example", mail.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.errLines())
        .containsExactly(
            "Importing 2 files for gone@acme.example",
            "gone@acme.example: 550 5.1.6 Recipient has moved away. Nothing is stored for this"
                + " recipient; give --to another address");
    assertThat(run.out())
        .containsPattern("\nrefused +550 5.1.6 Recipient has moved away +- +2 +")
        .contains("Time per message: none was delivered");
  }

  @Test
  void without_demo_data_every_domain_is_foreign() throws IOException {
    Path file = file("1.eml", message("one"));

    ProgramRun run = ProgramRun.with(Map.of(Settings.DEMO, "false"), "import", TO, file.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("550 5.7.1");
  }

  @Test
  void a_path_that_is_not_there_stops_before_anything_is_done() throws IOException {
    Path file = file("1.eml", message("one"));

    ProgramRun run =
        ProgramRun.of("import", TO, "--export=" + export, file.toString(), mail + "/nowhere");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errLines())
        .containsExactly("my-mailbox: There is no " + mail + "/nowhere. Check the path");
    assertThat(export).doesNotExist();
  }

  @Test
  void a_file_that_cannot_be_read_gets_a_line_and_fails_the_run_at_its_end() throws IOException {
    Path broken = Files.createSymbolicLink(mail.resolve("0.eml"), Path.of("nowhere"));
    file("1.eml", message("one"));

    ProgramRun run = ProgramRun.of("import", TO, mail.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errLines().get(0)).startsWith(broken + ": left out, it cannot be read: ");
    assertThat(run.out())
        .containsPattern("\nstored .* 1 +")
        .contains("1 could not be read or judged");
  }

  @Test
  void an_export_that_is_there_already_is_not_touched() throws IOException {
    Path file = file("1.eml", message("one"));
    Files.createDirectory(export);
    Files.writeString(export.resolve("index.tsv"), "theirs");

    ProgramRun run = ProgramRun.of("import", TO, "--export=" + export, file.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errLines())
        .singleElement()
        .asString()
        .endsWith("index.tsv is there already. Move it away or name another folder");
    assertThat(export.resolve("index.tsv")).hasContent("theirs");
    try (Stream<Path> files = Files.list(export)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void an_export_to_a_file_is_refused() throws IOException {
    Path file = file("1.eml", message("one"));

    ProgramRun run = ProgramRun.of("import", TO, "--export", file.toString(), file.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errLines())
        .containsExactly("my-mailbox: " + file + " is no folder. Name a folder for --export");
  }
}
