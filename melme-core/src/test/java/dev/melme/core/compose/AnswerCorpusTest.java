package dev.melme.core.compose;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.ReversePath;
import dev.melme.api.StoredMessage;
import dev.melme.api.outbound.Composition;
import dev.melme.api.outbound.SendOutcome;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Verdict;
import dev.melme.core.mime.Corpus;
import dev.melme.core.subject.AnswerSubject;
import dev.melme.core.subject.SubjectLine;
import dev.melme.core.wire.WrittenMessages;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every message of the corpora is answered, answered to all, and handed on. */
class AnswerCorpusTest {

  private static final List<String> SIBLINGS =
      List.of("sales@acme.example", "büro@brand.example", "bart@example.com", "test@example.com");

  private static final Pattern SIBLING =
      Pattern.compile(
          SIBLINGS.stream().map(Pattern::quote).collect(joining("|", "(?<![\\w.+-])(?:", ")")));

  private final WritingTeam team = new WritingTeam();

  @AfterEach
  void close() {
    team.close();
  }

  @Test
  void every_message_can_be_answered_and_nothing_of_the_house_is_shown() {
    Corpus corpus = Corpus.orSkip();
    SIBLINGS.forEach(team::alias);
    TreeMap<String, Integer> refused = new TreeMap<>();
    TreeSet<String> held = new TreeSet<>();
    int sentCount = 0;

    for (Corpus.Entry entry : corpus.all("msg")) {
      team.store.calls.clear();
      Optional<MessageId> id = stored(corpus.bytes(entry));
      if (id.isEmpty()) {
        continue;
      }
      for (Function<MessageId, Composition> kind :
          List.<Function<MessageId, Composition>>of(
              team.workspace::reply,
              team.workspace::replyAll,
              each -> team.workspace.forward(each).to("third.party@example.net"))) {
        Composition composition = kind.apply(id.get()).text("We are on it.");
        assertThat(composition.identity().orElseThrow().address())
            .isEqualTo(EmailAddress.parse("support@acme.example"));
        try {
          SendOutcome sent = composition.send();
          if (sent instanceof SendOutcome.Held) {
            held.add(entry.key() + " " + sent);
          } else {
            check(entry.key(), sent, team.workspace.message(id.get()).orElseThrow());
            sentCount++;
          }
        } catch (InvalidValueException e) {
          assertThat(e).as(entry.key()).hasMessageMatching("(?s)[^\r\n]{10,300}");
          refused.merge(String.valueOf(e.getMessage()).replaceAll("[0-9]+", "N"), 1, Integer::sum);
        }
      }
    }

    System.out.println("sent: " + sentCount + "\nrefused: " + refused + "\nheld: " + held);
    assertThat(held).isEmpty();
    assertThat(refused.keySet())
        .allMatch(
            message ->
                message.startsWith("The message has no recipient")
                    || message.contains("has more than N files"));
    assertThat(sentCount).isGreaterThan(5 * refused.values().stream().mapToInt(n -> n).sum());
  }

  private Optional<MessageId> stored(byte[] message) {
    Verdict verdict =
        team.melme
            .router()
            .deliver(
                Envelope.from(ReversePath.parse("carrier@example.org"))
                    .to(EmailAddress.parse("support@acme.example")),
                MessageSource.of(message))
            .verdicts()
            .get(0);
    return verdict instanceof Verdict.Stored stored
        ? Optional.of(stored.messageId())
        : Optional.empty();
  }

  private void check(String name, SendOutcome sent, StoredMessage original) {
    byte[] bytes = team.bytes(sent);
    assertThat(WrittenMessages.faults(bytes)).as(name).isEmpty();
    String wire = new String(bytes, StandardCharsets.UTF_8);
    String header = wire.substring(0, wire.indexOf("\r\n\r\n")).toLowerCase(Locale.ROOT);
    assertThat(header).as(name).doesNotContainPattern(SIBLING).doesNotContain("blue-team");
    team.outbound(sent)
        .recipients()
        .forEach(
            recipient ->
                assertThat(SIBLINGS).as(name).doesNotContain(recipient.address().canonical()));
    MimeMessage read = team.read(sent);
    String references = "";
    try {
      for (String field : List.of("From", "To", "Cc")) {
        String value = read.getHeader(field, ",");
        if (value != null && value.chars().allMatch(c -> c < 0x80)) {
          assertThat(InternetAddress.parseHeader(value, true)).as(name).isNotNull();
        }
      }
      references = String.valueOf(read.getHeader("References", " "));
    } catch (MessagingException e) {
      throw new AssertionError(name, e);
    }
    String subject = original.index().subject();
    assertThat(AnswerSubject.reply(AnswerSubject.reply(subject, 900), 900))
        .isEqualTo(AnswerSubject.reply(subject, 900));
    assertThat(AnswerSubject.forward(AnswerSubject.forward(subject, 900), 900))
        .isEqualTo(AnswerSubject.forward(subject, 900));
    if (subject.length() < 800) {
      assertThat(SubjectLine.of(AnswerSubject.reply(subject, 900)).base())
          .as(name)
          .isEqualTo(SubjectLine.of(subject).base());
    }
    assertThat(references.split("\\s+")).as(name).hasSizeLessThanOrEqualTo(ThreadFields.MAX);
  }
}
