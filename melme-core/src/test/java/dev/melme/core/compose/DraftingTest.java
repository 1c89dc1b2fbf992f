package dev.melme.core.compose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.api.ConflictException;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.MessageSourceException;
import dev.melme.api.PageRequest;
import dev.melme.api.StoreException;
import dev.melme.api.StoreException.Fault;
import dev.melme.api.outbound.Composition;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.DraftAttachment;
import dev.melme.api.outbound.DraftId;
import dev.melme.api.outbound.OutboundRules;
import dev.melme.api.outbound.SendOutcome;
import dev.melme.api.workspace.Workspace;
import jakarta.mail.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Drafts: kept as they are typed, changed by one at a time, gone when they are sent. */
class DraftingTest {

  private final WritingTeam team =
      new WritingTeam(builder -> builder.outbound(OutboundRules.DEFAULT.upTo(400_000)));

  @AfterEach
  void close() {
    team.close();
  }

  @Test
  void nothing_is_stored_before_it_is_saved() {
    Composition composition = team.workspace.compose().to("ja").subject("Hi").text("half a");

    assertThat(composition.draft().version()).isZero();
    assertThat(drafts()).isEmpty();
    assertThat(team.workspace.deleteDraft(composition.draft().id())).isFalse();
  }

  @Test
  void draft_is_kept_as_it_was_typed() {
    MessageId id = team.deliver("From: jane@example.org\r\nSubject: Hi\r\n\r\nx");
    Composition composition =
        team.workspace
            .replyAll(id)
            .to("ja, half@")
            .cc("\"open")
            .bcc("b")
            .subject(" s ")
            .text("a\n\tb ")
            .html("<p>")
            .quoting(false);

    Draft saved = composition.save();
    Draft again = team.workspace.draft(saved.id()).orElseThrow().draft();

    assertThat(again).isEqualTo(saved).isEqualTo(composition.draft());
    assertThat(saved.version()).isEqualTo(1);
    assertThat(saved.kind()).isEqualTo(Draft.Kind.REPLY_ALL);
    assertThat(saved.answers()).contains(id);
    assertThat(saved.to()).isEqualTo("ja, half@");
    assertThat(saved.text()).contains("a\n\tb ");
    assertThat(saved.operator()).contains("Zebulon Operator");
    assertThat(composition.text("more").save().version()).isEqualTo(2);
  }

  @Test
  void whoever_saves_second_is_told() {
    Composition mine = team.workspace.compose().text("mine");
    DraftId id = mine.save().id();
    Composition theirs = team.workspace.draft(id).orElseThrow().text("theirs");
    theirs.save();

    for (Consumer<Composition> change :
        List.<Consumer<Composition>>of(
            Composition::save,
            composition -> composition.to("jane@example.org").send(),
            composition -> composition.attach("a.txt", "text/plain", source("a")),
            composition -> composition.detach(1))) {
      assertThatThrownBy(() -> change.accept(mine)).isInstanceOf(ConflictException.class);
    }
    assertThat(team.workspace.draft(id).orElseThrow().draft().text()).contains("theirs");
    assertThat(team.store.calls).doesNotContain("outbox.enqueue");
  }

  @Test
  void draft_is_gone_when_it_was_sent_and_is_not_sent_twice() {
    Composition mine = team.workspace.compose().to("jane@example.org").text("a");
    DraftId id = mine.save().id();
    Composition theirs = team.workspace.draft(id).orElseThrow();

    SendOutcome sent = mine.text("unsaved words").send();

    assertThat(team.text(sent)).isEqualTo("unsaved words");
    assertThat(team.workspace.draft(id)).isEmpty();
    assertThat(mine.send()).isEqualTo(sent);
    assertThatThrownBy(theirs::send).isInstanceOf(ConflictException.class);
    assertThatThrownBy(mine::save).isInstanceOf(ConflictException.class);
    assertThat(team.store.calls.stream().filter("outbox.enqueue"::equals)).hasSize(1);
  }

  @Test
  void draft_that_changes_between_reading_and_enqueueing_is_not_sent() {
    Composition mine = team.workspace.compose().to("jane@example.org").text("a");
    DraftId id = mine.save().id();
    team.store.before =
        call -> {
          if (call.equals("outbox.enqueue")) {
            team.store.before = other -> {};
            team.workspace.draft(id).orElseThrow().text("b").save();
          }
        };

    assertThatThrownBy(mine::send).isInstanceOf(ConflictException.class);
    assertThat(team.workspace.draft(id).orElseThrow().draft().text()).contains("b");
  }

  @Test
  void files_are_stored_at_once_and_go_out() throws Exception {
    Composition composition = team.workspace.compose().to("jane@example.org").text("see");

    DraftAttachment invoice =
        composition.attach("C:\\folder\\Invoice 1.pdf", "Application/PDF; x=y", source("%PDF"));
    DraftAttachment logo = composition.embed("logo.png", "image/png", source("PNG"));
    DraftAttachment notes = composition.attach("notes.txt", "text/plain", source("notes"));
    assertThat(composition.detach(notes.number())).isTrue();
    assertThat(composition.detach(notes.number())).isFalse();

    assertThat(invoice.name()).isEqualTo("Invoice 1.pdf");
    assertThat(invoice.contentType()).isEqualTo("application/pdf");
    assertThat(invoice.sizeBytes()).isEqualTo(4);
    DraftId id = composition.draft().id();
    assertThat(composition.draft().attachments()).containsExactly(invoice, logo);
    assertThat(drafts()).extracting(Draft::id).containsExactly(id);
    assertThat(content(team.workspace, id, invoice.number())).contains("%PDF");
    assertThat(content(team.workspace, id, notes.number())).isEmpty();

    Composition again = team.workspace.draft(id).orElseThrow();
    SendOutcome sent =
        again.html("<img src=\"cid:" + logo.contentId().orElseThrow() + "\">").send();

    List<Part> leaves = team.leaves(team.read(sent));
    assertThat(leaves).hasSize(4);
    assertThat(leaves.get(2).getHeader("Content-ID"))
        .containsExactly("<" + logo.contentId().get() + ">");
    assertThat(leaves.get(2).getDisposition()).isEqualTo("inline");
    assertThat(leaves.get(3).getFileName()).isEqualTo("Invoice 1.pdf");
    assertThat(content(team.workspace, id, invoice.number())).isEmpty();
  }

  @Test
  void picture_that_is_not_shown_is_a_file_and_a_reference_to_none_is_left_out() throws Exception {
    Composition composition = team.workspace.compose().to("jane@example.org");
    composition.embed("logo.png", "image/png", source("PNG"));

    SendOutcome sent = composition.html("<p>x<img src=\"cid:nobody@x\"></p>").send();

    assertThat(team.leaves(team.read(sent)).get(2).getDisposition()).isEqualTo("attachment");
    assertThat(team.html(sent)).contains("<p>x<img></p>");
  }

  @Test
  void what_was_attached_by_somebody_else_meanwhile_goes_out_as_well() throws Exception {
    Composition mine = team.workspace.compose().to("jane@example.org").text("a");
    DraftId id = mine.save().id();
    team.workspace.draft(id).orElseThrow().attach("theirs.pdf", "application/pdf", source("x"));

    SendOutcome sent = mine.send();

    assertThat(team.leaves(team.read(sent)).get(2).getFileName()).isEqualTo("theirs.pdf");
  }

  @Test
  void file_that_is_none_is_refused_and_its_source_closed() {
    Composition composition = team.workspace.compose();
    AtomicInteger closed = new AtomicInteger();

    for (String[] bad :
        new String[][] {
          {"", "text/plain"},
          {"folder/", "text/plain"},
          {"..", "text/plain"},
          {"a.txt", ""},
          {"a.txt", "text"},
          {"a.txt", "text/plain/x"},
          {"a\r\nb.txt", "text/plain"},
          {"a.txt", "text/plain\r\nBcc: x@y.example"}
        }) {
      assertThatThrownBy(() -> composition.attach(bad[0], bad[1], counted(closed)))
          .as(String.join(" ", bad))
          .isInstanceOf(InvalidValueException.class);
    }
    assertThat(closed).hasValue(8);
    assertThat(drafts()).isEmpty();
  }

  private static MessageSource counted(AtomicInteger closed) {
    return MessageSource.of(
        new ByteArrayInputStream(new byte[1]) {
          @Override
          public void close() {
            closed.incrementAndGet();
          }
        });
  }

  @Test
  void files_are_refused_when_the_message_would_be_too_large() {
    Composition composition = team.workspace.compose().to("jane@example.org").text("a");
    composition.attach("a.bin", "application/x", MessageSource.of(new byte[200_000]));

    assertThatThrownBy(
            () -> composition.attach("b.bin", "application/x", MessageSource.of(new byte[150_000])))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("too large");
    assertThat(composition.draft().attachments()).hasSize(1);
    composition.attach("c.bin", "application/x", MessageSource.of(new byte[80_000]));
    assertThat(team.bytes(composition.send())).hasSizeBetween(380_000, 400_000);
  }

  @Test
  void draft_has_a_hundred_files_at_most() {
    Composition composition = team.workspace.compose().to("jane@example.org");
    for (int i = 0; i < Draft.MAX_ATTACHMENTS; i++) {
      composition.attach(i + ".bin", "application/x", source("x"));
    }

    assertThatThrownBy(() -> composition.attach("101.bin", "application/x", source("x")))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("at most 100 files");
    composition.send();
  }

  @Test
  void source_that_breaks_leaves_no_file() {
    Composition composition = team.workspace.compose();
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("planted");
          }
        };

    assertThatThrownBy(() -> composition.attach("a.bin", "application/x", MessageSource.of(broken)))
        .isInstanceOf(MessageSourceException.class);
    assertThat(drafts()).isEmpty();
  }

  @Test
  void drafts_are_listed_the_newest_first_page_by_page() {
    for (int i = 0; i < 5; i++) {
      team.workspace.compose().subject("s" + i).save();
    }

    var first = team.workspace.drafts(PageRequest.first(3));
    var second = team.workspace.drafts(PageRequest.first(3).after(first.next().orElseThrow()));

    assertThat(first.items()).extracting(Draft::subject).containsExactly("s4", "s3", "s2");
    assertThat(second.items()).extracting(Draft::subject).containsExactly("s1", "s0");
    assertThat(second.next()).isEmpty();
    assertThat(team.workspace.deleteDraft(second.items().get(0).id())).isTrue();
    assertThat(drafts()).hasSize(4);
  }

  @Test
  void change_whose_answer_was_lost_is_found_again() {
    Composition composition = team.workspace.compose().to("jane@example.org").text("a");

    losing("drafts.create", composition::save);
    losing("drafts.update", () -> composition.text("b").save());
    losing("drafts.attach", () -> composition.attach("a.txt", "text/plain", source("file")));
    int number = composition.draft().attachments().get(0).number();
    losing("drafts.detach", () -> assertThat(composition.detach(number)).isTrue());
    losing("outbox.enqueue", composition::send);

    assertThat(drafts()).isEmpty();
    assertThat(team.store.calls.stream().filter(call -> call.matches("drafts.(create|update)")))
        .hasSize(2);
    assertThat(team.store.calls.stream().filter("outbox.enqueue"::equals)).hasSize(1);
  }

  /** The call is done, and then its answer is lost. */
  private void losing(String lost, Runnable action) {
    team.store.after = failing(lost, Fault.COMMIT_UNKNOWN);
    action.run();
    team.store.after = call -> {};
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"UNAVAILABLE", "COMMIT_UNKNOWN"})
  void change_that_was_not_made_can_be_made_again(Fault fault) {
    Composition composition = team.workspace.compose().to("jane@example.org").text("a");
    Runnable attach = () -> composition.attach("a.txt", "text/plain", source("x"));

    failing("drafts.create", fault, attach);
    failing("drafts.attach", fault, attach);
    attach.run();
    failing("drafts.update", fault, composition::save);
    composition.save();
    failing("drafts.detach", fault, () -> composition.detach(1));
    failing("outbox.enqueue", fault, composition::send);
    SendOutcome sent = composition.send();

    assertThat(team.outbound(sent).messageIdField()).isNotBlank();
    assertThat(team.wire(sent)).containsOnlyOnce("filename=\"a.txt\"");
    assertThat(composition.draft().version()).isEqualTo(2);
    assertThat(drafts()).isEmpty();
  }

  /** The call is not done. */
  private void failing(String call, Fault fault, Runnable action) {
    team.store.before = failing(call, fault);
    assertThatThrownBy(action::run).isInstanceOf(StoreException.class);
    team.store.before = other -> {};
  }

  @Test
  void send_whose_outcome_stays_unknown_is_resolved_when_it_is_sent_again() {
    Composition composition = team.workspace.compose().to("jane@example.org").text("a");
    composition.save();
    team.store.after = failing("outbox.enqueue", Fault.COMMIT_UNKNOWN);
    team.store.before = failing("messages.outcome", Fault.UNAVAILABLE);
    assertThatThrownBy(composition::send).isInstanceOf(StoreException.class);
    team.store.after = call -> {};
    team.store.before = call -> {};

    SendOutcome sent = composition.send();

    assertThat(team.store.calls.stream().filter("outbox.enqueue"::equals)).hasSize(1);
    assertThat(team.text(sent)).isEqualTo("a");
  }

  private static Consumer<String> failing(String failing, Fault fault) {
    return call -> {
      if (call.equals(failing)) {
        throw new StoreException(fault, "planted", null);
      }
    };
  }

  private List<Draft> drafts() {
    return team.workspace.drafts(PageRequest.first(50)).items();
  }

  private static MessageSource source(String content) {
    return MessageSource.of(content.getBytes(UTF_8));
  }

  private static Optional<String> content(Workspace workspace, DraftId id, int number) {
    return workspace
        .draftAttachment(id, number)
        .map(
            content -> {
              try (InputStream in = content.openStream()) {
                return new String(in.readAllBytes(), UTF_8);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
  }
}
