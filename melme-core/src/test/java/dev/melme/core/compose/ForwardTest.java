package dev.melme.core.compose;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.api.Alias.Sending;
import dev.melme.api.AliasPattern;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MessageId;
import dev.melme.api.NotFoundException;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.outbound.Composition;
import dev.melme.api.outbound.OutboundRules;
import dev.melme.api.outbound.SendOutcome;
import dev.melme.api.workspace.Selection;
import dev.melme.core.wire.WrittenMessages;
import dev.melme.spi.AttachmentScanner;
import jakarta.mail.Part;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages that are handed on: their words, their files, and nothing of their way. */
@SuppressWarnings("StringConcatToTextBlock") // line ends are the point here
class ForwardTest {

  private static final String ORIGINAL =
      "Return-Path: <jane@example.org>\r\n"
          + "Received: from mx.internal by store.internal\r\n"
          + "Delivered-To: support@acme.example\r\n"
          + "X-Original-To: sales@acme.example\r\n"
          + "From: Jane Doe <jane@example.org>\r\n"
          + "To: Us <support@acme.example>, sales@acme.example, Joe <joe@example.org>\r\n"
          + "Subject: Broken part\r\n"
          + "Message-ID: <q@example.org>\r\n"
          + "Date: Wed, 4 Mar 2026 07:06:07 +0200\r\n"
          + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n"
          + "Content-Type: multipart/related; boundary=r\r\n\r\n--r\r\n"
          + "Content-Type: text/html\r\n\r\n<p>See <img src=\"cid:p@x\"></p>\r\n--r\r\n"
          + "Content-Type: image/png; name=p.png\r\nContent-ID: <p@x>\r\n"
          + "Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--r--\r\n--m\r\n"
          + "Content-Type: application/pdf\r\n"
          + "Content-Disposition: attachment; filename=\"../secret/report.pdf\";"
          + " creation-date=\"Wed, 4 Mar 2026 07:06:07 +0200\"\r\n\r\n%PDF\r\n--m\r\n"
          + "Content-Type: message/rfc822\r\n\r\n"
          + "Received: from a by store.internal\r\nSubject: inner\r\n\r\ninside\r\n--m--\r\n";

  private WritingTeam team = new WritingTeam();

  @AfterEach
  void close() {
    team.close();
  }

  @Test
  void words_and_files_go_and_trace_fields_stay() throws Exception {
    team.alias("sales@acme.example");

    SendOutcome sent = forward().text("Please look.").send();

    String wire = team.wire(sent);
    assertThat(WrittenMessages.faults(team.bytes(sent))).isEmpty();
    assertThat(wire)
        .doesNotContain(
            "internal", "Delivered-To", "Return-Path", "creation-date", "sales@", "../");
    assertThat(team.header(sent, "Subject")).isEqualTo("Fwd: Broken part");
    assertThat(team.text(sent))
        .isEqualTo(
            "Please look.\n\n---------- Forwarded message ----------\n"
                + "From: Jane Doe <jane@example.org>\nDate: 2026-03-04 05:06 UTC\n"
                + "Subject: Broken part\n"
                + "To: Us <support@acme.example>, Joe <joe@example.org>\n\nSee\n");
    List<Part> leaves = team.leaves(team.read(sent));
    assertThat(leaves).hasSize(5);
    Part picture = leaves.get(2);
    assertThat(picture.getContentType()).startsWith("image/png");
    String contentId = picture.getHeader("Content-ID")[0].replaceAll("[<>]", "");
    assertThat(contentId).isNotEqualTo("p@x");
    assertThat(team.html(sent)).contains("<img src=\"cid:" + contentId + "\">");
    assertThat(leaves.get(3).getFileName()).isEqualTo("report.pdf");
    assertThat(new String(leaves.get(3).getInputStream().readAllBytes(), ISO_8859_1))
        .isEqualTo("%PDF");
    assertThat(leaves.get(4).getContentType()).startsWith("message/rfc822");
  }

  @Test
  void handed_on_message_names_no_other_message_but_stays_in_the_conversation() {
    MessageId id = team.deliver(ORIGINAL);

    SendOutcome sent = team.workspace.forward(id).to("boss@example.net").send();

    assertThat(team.header(sent, "In-Reply-To")).isEmpty();
    assertThat(team.header(sent, "References")).isEmpty();
    assertThat(
            team.store.real.messages().pending(team.mailbox, 10).messages().get(0).conversation())
        .isEqualTo(team.workspace.entry(id).map(MessageEntry::conversationId));
  }

  @Test
  void files_go_also_when_nothing_is_quoted() throws Exception {
    SendOutcome sent = forward().text("Only the files.").quoting(false).send();

    assertThat(team.text(sent)).isEqualTo("Only the files.");
    assertThat(team.leaves(team.read(sent))).hasSize(5);
    assertThat(team.wire(sent)).doesNotContain("Content-ID");
  }

  @Test
  void sent_message_is_handed_on_without_the_alias_it_was_written_under() {
    SendOutcome first =
        team.workspace.compose().to("jane@example.org").subject("Hi").text("words").send();
    team.alias("aaa@brand.example");
    team.melme
        .admin()
        .changeAlias(AliasPattern.parse("support@acme.example"), Sending.RECEIVE_ONLY);

    SendOutcome sent = team.workspace.forward(first.messageId()).to("joe@example.org").send();

    assertThat(team.header(sent, "From")).isEqualTo("Acme Support <aaa@brand.example>");
    assertThat(team.text(sent)).contains("From: Acme Support\n", "To: jane@example.org\n");
    assertThat(team.wire(sent)).doesNotContain("support@acme.example");
  }

  @Test
  void files_wait_for_the_scanner_and_those_that_it_refuses_stay() throws Exception {
    team.close();
    AttachmentScanner scanner =
        attachment ->
            attachment.fileName().endsWith(".pdf")
                ? AttachmentScanner.Opinion.REFUSED
                : AttachmentScanner.Opinion.CLEAN;
    team = new WritingTeam(builder -> builder.attachmentScanner(scanner));
    Composition forward = forward();

    assertThatThrownBy(forward::send)
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("not scanned yet");
    // the store has a clock of its own, by which scans are due
    team.clock.advance(Duration.ofDays(36_500));
    team.melme.housekeeping().runOnce();
    SendOutcome sent = forward.send();

    assertThat(team.leaves(team.read(sent))).hasSize(4);
    assertThat(team.wire(sent)).doesNotContain("report.pdf");
  }

  @Test
  void message_that_was_erased_meanwhile_cannot_be_handed_on() {
    MessageId id = team.deliver(ORIGINAL);
    Composition begun = team.workspace.forward(id).to("boss@example.net").quoting(false);
    Composition saved = team.workspace.forward(id).to("boss@example.net");
    saved.save();
    team.workspace.delete(Selection.of(id));

    assertThatThrownBy(begun::send).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(team.workspace.draft(saved.draft().id()).orElseThrow()::send)
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void message_of_very_many_files_is_not_handed_on() {
    String part = "--m\r\nContent-Type: image/png\r\n\r\nx\r\n";
    MessageId id =
        team.deliver(
            "From: jane@example.org\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/mixed; boundary=m\r\n\r\n"
                + part.repeat(101)
                + "--m--\r\n");

    assertThatThrownBy(team.workspace.forward(id).to("boss@example.net")::send)
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("more than 100 files");
  }

  @Test
  void message_that_is_too_large_with_its_files_is_refused() throws IOException {
    team.close();
    team = new WritingTeam(builder -> builder.outbound(OutboundRules.DEFAULT.upTo(2_000)));
    Composition forward = forward();

    assertThatThrownBy(forward::send)
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("more than 2000 bytes");
  }

  private Composition forward() {
    return team.workspace.forward(team.deliver(ORIGINAL)).to("boss@example.net");
  }
}
