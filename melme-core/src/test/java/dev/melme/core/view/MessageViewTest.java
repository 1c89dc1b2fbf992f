package dev.melme.core.view;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.MelMe;
import dev.melme.api.Attachment;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Verdict;
import dev.melme.api.workspace.AttachmentContent;
import dev.melme.api.workspace.HtmlOptions;
import dev.melme.api.workspace.MessageView;
import dev.melme.api.workspace.RemoteContent;
import dev.melme.api.workspace.SafeHtml;
import dev.melme.api.workspace.Workspace;
import dev.melme.core.mime.PartContent;
import dev.melme.inmemory.InMemoryStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Views and attachments through a workspace, as a host uses them. */
@SuppressWarnings("StringConcatToTextBlock") // line ends are the point here
class MessageViewTest {

  private static final String NEWSLETTER =
      "From: Shop <shop@a.example>\r\nSubject: Offer\r\nMIME-Version: 1.0\r\n"
          + "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n"
          + "Content-Type: multipart/related; boundary=r\r\n\r\n--r\r\n"
          + "Content-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\n"
          + "Content-Type: text/plain\r\n\r\nGr\u00fc\u00dfe\r\n--a\r\n"
          + "Content-Type: text/html; charset=iso-8859-1\r\n"
          + "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
          + "<p onclick=3D\"x()\">Gr=FC=DFe</p><img src=3D\"cid:logo@a\">\r\n"
          + "<img src=3D\"https://t.example/p.gif\">\r\n--a--\r\n--r\r\n"
          + "Content-Type: image/png\r\nContent-ID: <logo@a>\r\n"
          + "Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--r--\r\n--m\r\n"
          + "Content-Type: text/plain\r\n\r\nfooter <b>\r\n--m\r\n"
          + "Content-Type: application/octet-stream\r\n"
          + "Content-Disposition: attachment; filename*=utf-8''%2e%2e%2f%00evil.sh\r\n\r\n"
          + "a\r\nb\nc\r\n\r\n--m--\r\n";

  private final MelMe melme = MelMe.builder().store(InMemoryStore.create()).build();
  private final MailboxId support = mailbox("support-inbox", "support@acme.example");
  private final MailboxId billing = mailbox("billing-inbox", "billing@acme.example");

  @AfterEach
  void close() {
    melme.close();
  }

  @Test
  void html_is_there_as_it_was_written_and_as_it_can_be_shown() {
    MessageView view = view(NEWSLETTER);

    SafeHtml safe =
        view.safeHtml(HtmlOptions.defaults().withContentIdUrl(id -> "/parts/" + id.length()));

    assertThat(view.message().index().subject()).isEqualTo("Offer");
    assertThat(view.html().orElseThrow())
        .isEqualTo(
            "<p onclick=\"x()\">Grüße</p><img src=\"cid:logo@a\">\n"
                + "<img src=\"https://t.example/p.gif\">");
    assertThat(safe.html())
        .isEqualTo(
            "<p>Grüße</p><img src=\"/parts/6\">\n<img>"
                + "<div style=\"white-space:pre-wrap\">footer &lt;b&gt;</div>");
    assertThat(safe.remoteContentRemoved()).isTrue();
    assertThat(
            view.safeHtml(HtmlOptions.defaults().withRemoteContent(RemoteContent.ALLOWED)).html())
        .contains("https://t.example/p.gif");
  }

  @Test
  void message_without_html_is_shown_as_text_with_its_quote_apart() {
    MessageView view =
        view(
            "From: a@b.example\r\n\r\nYes, see https://c.example/\r\n\r\n"
                + "On 1 May 2020 Anna <a@b.example> wrote:\r\n> Really?\r\n");

    SafeHtml safe = view.safeHtml(HtmlOptions.defaults());

    assertThat(view.html()).isEmpty();
    assertThat(view.text().own()).isEqualTo("Yes, see https://c.example/");
    assertThat(view.text().quoted()).endsWith("wrote:\n> Really?");
    assertThat(safe.own()).contains("href=\"https://c.example/\"").doesNotContain("Really");
    assertThat(safe.quoted()).contains("&gt; Really?");
    assertThat(safe.html()).contains("Yes", "Really");
  }

  @Test
  void answer_in_html_is_split_and_nothing_is_lost() {
    MessageView view =
        view(
            "From: a@b.example\r\nContent-Type: text/html\r\n\r\n<div bgcolor=red><p>Yes</p>"
                + "<div class=\"gmail_quote\">On 1 May 2020 Anna wrote:<blockquote>Really?"
                + "</blockquote></div><p>Below</p></div>");

    SafeHtml safe = view.safeHtml(HtmlOptions.defaults());

    assertThat(safe.own()).isEqualTo("<div bgcolor=\"red\"><p>Yes</p><p>Below</p></div>");
    assertThat(safe.quoted())
        .isEqualTo(
            "<div bgcolor=\"red\"><div>On 1 May 2020 Anna wrote:<blockquote>Really?"
                + "</blockquote></div></div>");
    assertThat(safe.html()).contains("Yes", "Really", "Below");
  }

  @Test
  void empty_message_has_an_empty_view() {
    MessageView view = view("Subject: x\r\n\r\n");

    assertThat(view.html()).isEmpty();
    assertThat(view.text().sections()).isEmpty();
    assertThat(view.safeHtml(HtmlOptions.defaults()).html())
        .isEqualTo("<div style=\"white-space:pre-wrap\"></div>");
  }

  @Test
  void attachment_is_decoded_with_the_line_ends_of_the_message() throws IOException {
    Workspace workspace = workspace(support);
    MessageId id = deliver("support@acme.example", NEWSLETTER);

    AttachmentContent evil = workspace.attachment(id, "3").orElseThrow();
    AttachmentContent logo = workspace.inlinePart(id, "logo@a").orElseThrow();

    assertThat(bytes(evil)).isEqualTo("a\r\nb\nc\r\n".getBytes(ISO_8859_1));
    assertThat(bytes(evil)).hasSize((int) evil.sizeBytes());
    assertThat(evil.fileName()).isEqualTo("evil.sh");
    assertThat(evil.contentDisposition()).isEqualTo("attachment; filename=\"evil.sh\"");
    assertThat(bytes(logo)).containsExactly(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n');
    assertThat(logo.fileName()).isEqualTo("attachment.png");
    assertThat(logo.contentType()).isEqualTo("image/png");
    assertThat(workspace.attachment(id, "1.1.1")).isEmpty();
    assertThat(workspace.attachment(id, "9")).isEmpty();
    assertThat(workspace.inlinePart(id, "nobody")).isEmpty();
  }

  @Test
  void uuencoded_files_are_opened_one_by_one() throws IOException {
    Workspace workspace = workspace(support);
    MessageId id =
        deliver(
            "support@acme.example",
            "Subject: x\r\n\r\ntext\r\nbegin 644 a.txt\r\n#86)C\r\n`\r\nend\r\nbegin 100 men\r\n"
                + "begin 600 b.txt\r\n#9&5F\r\n#9VAI\r\n`\r\nend\r\nbye\r\n");

    assertThat(workspace.message(id).orElseThrow().index().attachments())
        .extracting(Attachment::partPath)
        .containsExactly("1-1", "1-2");
    assertThat(bytes(workspace.attachment(id, "1-1").orElseThrow()))
        .isEqualTo("abc".getBytes(UTF_8));
    assertThat(bytes(workspace.attachment(id, "1-2").orElseThrow()))
        .isEqualTo("defghi".getBytes(UTF_8));
  }

  @Test
  void message_of_another_mailbox_has_no_view_and_no_attachments() {
    MessageId id = deliver("billing@acme.example", NEWSLETTER);

    assertThat(workspace(billing).view(id)).isPresent();
    assertThat(workspace(support).view(id)).isEmpty();
    assertThat(workspace(support).attachment(id, "3")).isEmpty();
    assertThat(workspace(support).inlinePart(id, "logo@a")).isEmpty();
  }

  @Test
  void large_attachment_is_read_in_small_memory_as_often_as_wanted() throws IOException {
    Workspace workspace = workspace(support);
    String line = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU2Nzg5YWJjZGVmZ2hpamtsbW5vcHFy";
    String message =
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: a/b\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n"
            + (line + "\r\n").repeat(200_000)
            + "--b--\r\n";
    AttachmentContent content =
        workspace.attachment(deliver("support@acme.example", message), "1").orElseThrow();

    for (int time = 0; time < 2; time++) {
      long sum = 0;
      byte[] buffer = new byte[7_919];
      try (InputStream in = content.openStream()) {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          sum += read;
        }
        assertThat(in.read()).isEqualTo(-1);
      }
      assertThat(sum).isEqualTo(content.sizeBytes()).isEqualTo(54L * 200_000);
    }
  }

  @Test
  void part_that_a_message_lacks_is_an_error_and_closes_the_message() {
    boolean[] closed = {false};
    InputStream message =
        new ByteArrayInputStream("Subject: x\r\n\r\ny".getBytes(UTF_8)) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };

    assertThatThrownBy(() -> PartContent.open(message, "7.1"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("7.1");
    assertThat(closed[0]).isTrue();
  }

  private static byte[] bytes(AttachmentContent content) throws IOException {
    try (InputStream in = content.openStream()) {
      return in.readAllBytes();
    }
  }

  private MessageView view(String message) {
    return workspace(support).view(deliver("support@acme.example", message)).orElseThrow();
  }

  private Workspace workspace(MailboxId mailbox) {
    return melme.admin().workspace(mailbox, "test");
  }

  private MessageId deliver(String recipient, String message) {
    Envelope envelope =
        Envelope.from(ReversePath.parse("sender@b.example")).to(EmailAddress.parse(recipient));
    Verdict verdict =
        melme
            .router()
            .deliver(envelope, MessageSource.of(message.getBytes(ISO_8859_1)))
            .verdicts()
            .get(0);
    return ((Verdict.Stored) verdict).messageId();
  }

  private MailboxId mailbox(String slug, String address) {
    MailboxId id = melme.admin().createMailbox(NewMailbox.of(slug, slug)).id();
    melme.admin().createAlias(address, Route.toMailbox(id));
    return id;
  }
}
