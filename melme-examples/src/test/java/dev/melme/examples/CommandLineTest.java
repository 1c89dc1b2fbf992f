package dev.melme.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.api.EmailAddress;
import dev.melme.api.ReversePath;
import dev.melme.api.Slug;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  private static Command parse(String... arguments) {
    return CommandLine.parse(List.of(arguments));
  }

  @Test
  void serve_is_the_default() {
    assertThat(parse()).isEqualTo(new Command.Serve());
    assertThat(parse("serve")).isEqualTo(new Command.Serve());
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "--help", "-h", "serve --help", "import --help", "import a -h"})
  void help_is_given_wherever_it_is_asked_for(String line) {
    assertThat(parse(line.split(" ", -1))).isEqualTo(new Command.Help());
  }

  @Test
  void import_takes_a_recipient_and_paths_and_sends_from_the_null_path() {
    Command command = parse("import", "--to", "support+x@acme.example", "a.eml", "folder");

    assertThat(command)
        .isEqualTo(
            new Command.Import(
                EmailAddress.parse("support+x@acme.example"),
                ReversePath.NULL,
                Optional.empty(),
                List.of(Path.of("a.eml"), Path.of("folder"))));
  }

  @Test
  void options_stand_anywhere_joined_or_apart_and_end_at_a_double_dash() {
    Command command =
        parse(
            "import",
            "a",
            "--export=out",
            "--to=b@acme.example",
            "--from",
            "c@d.example",
            "--",
            "--to");

    assertThat(command)
        .isEqualTo(
            new Command.Import(
                EmailAddress.parse("b@acme.example"),
                ReversePath.parse("c@d.example"),
                Optional.of(Path.of("out")),
                List.of(Path.of("a"), Path.of("--to"))));
  }

  @Test
  void export_takes_a_mailbox_and_a_folder() {
    Command command = parse("export", "--mailbox", "support-inbox", "--", "--dir");

    assertThat(command).isEqualTo(new Command.Export(Slug.of("support-inbox"), Path.of("--dir")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "imprt|Unknown command imprt. The nearest known one is import; see my-mailbox help",
        "import --too a@b.example p|The nearest known one is --to;",
        "import --exprt=x p|Unknown option --exprt. The nearest known one is --export;",
        "import --quiet p|a path that begins with a hyphen goes after --",
        "serve --hepl|Unknown option --hepl. The nearest known one is --help;",
        "--port 25|serve is set up by MELME_SMTP_PORT, MELME_SMTP_HOST and other variables",
        "--mailbox a-b d|--mailbox is an option of export. Use my-mailbox export --mailbox SLUG DIR",
        "export d|export wants a mailbox. Add --mailbox SLUG, as in --mailbox support-inbox",
        "export --mailbox a-b|export wants one folder to write to, and was given 0",
        "export --mailbox a-b d e|export wants one folder to write to, and was given 2",
        "export --mailbox Support d|--mailbox: Not a slug. Use 3 to 40 characters",
        "export --mailbox=a-b --to=x d|Unknown option --to. The nearest known one is",
        "export --mailbox a-b --mailbox a-b d|--mailbox is given twice. Give it once",
        "--to a@b.example p|--to is an option of import. Use my-mailbox import",
        "serve 2525|serve takes no argument, but was given 2525;",
        "import p|import wants a recipient. Add --to ADDRESS",
        "import --to a@b.example|import wants something to read. Add a message file",
        "import p --to|--to wants a value",
        "import --to a@b.example --to=c@d.example p|--to is given twice. Give it once",
        "import --to a@b@c p|Give one address, as in support@acme.example",
        "import --to a@b.example --from x p|leave the option out for the null reverse path",
        "import --to a@b.example --export= p|A path is empty",
      })
  void wrong_usage_is_answered_with_a_remedy(String line, String answer) {
    assertThatThrownBy(() -> parse(line.split(" ", -1)))
        .isInstanceOfSatisfying(
            CommandException.class,
            wrong -> {
              assertThat(wrong.exitCode()).isEqualTo(2);
              assertThat(wrong.line()).contains(answer).hasLineCount(1);
            });
  }

  @Test
  void what_was_typed_cannot_break_the_line() {
    ProgramRun run = ProgramRun.of("ser\nve\u001b[2J");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errLines())
        .containsExactly(
            "my-mailbox: Unknown command ser ve [2J. The nearest known one is serve; see"
                + " my-mailbox help");
  }

  @Test
  void help_names_every_option_and_variable() {
    ProgramRun run = ProgramRun.of("help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("serve", "import", "--to", "--from", "--export", "export --mailbox")
        .contains(
            Settings.PORT, Settings.HOST, Settings.DEMO, Settings.DEMO_PASSWORD, Settings.DATA)
        .contains(Settings.JDBC_URL, Settings.JDBC_USER, Settings.JDBC_PASSWORD);
    assertThat(run.err()).isEmpty();
  }
}
