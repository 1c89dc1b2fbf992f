package dev.melme.core.compose;

import dev.melme.api.MailboxId;
import dev.melme.api.NotFoundException;
import dev.melme.api.StoredContent;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.DraftAttachment;
import dev.melme.api.outbound.Identity;
import dev.melme.core.leak.MessageTexts;
import dev.melme.core.wire.WirePart;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The body of a message, put together of what the team wrote, what it answers, and files.
 *
 * <pre>
 * mixed( alternative( text, related( html, pictures ) ), files )
 * </pre>
 *
 * <p>A multipart that would have one part is left out. Used by one thread.
 */
final class Assembly {

  private final MailboxWriting writing;
  private final Draft draft;
  private final String text;
  private final String html;
  private final List<WirePart.File> pictures = new ArrayList<>();
  private final List<WirePart.File> files = new ArrayList<>();

  private Assembly(MailboxWriting writing, Draft draft, Bodies own, Quotation quotation) {
    this.writing = writing;
    this.draft = draft;
    this.text = quotation.below(own.text());
    this.html = Bodies.document(quotation.belowHtml(own.html()));
  }

  static Assembly of(
      MailboxWriting writing,
      Draft draft,
      Bodies own,
      Optional<Answered> answered,
      Identity identity,
      MailboxAliases aliases) {
    boolean forwards = draft.kind() == Draft.Kind.FORWARD && answered.isPresent();
    Optional<ForwardedFiles> handedOn =
        forwards ? answered.map(each -> new ForwardedFiles(each, writing)) : Optional.empty();
    Quotation quotation =
        draft.quoting() ? quotation(answered, handedOn, identity, aliases) : Quotation.NONE;
    Assembly assembly = new Assembly(writing, draft, own, quotation);
    handedOn.ifPresent(
        forwarded -> {
          assembly.pictures.addAll(forwarded.pictures());
          assembly.files.addAll(forwarded.attached());
        });
    draft.attachments().forEach(assembly::add);
    return assembly;
  }

  private static Quotation quotation(
      Optional<Answered> answered,
      Optional<ForwardedFiles> handedOn,
      Identity identity,
      MailboxAliases aliases) {
    if (answered.isEmpty()) {
      return Quotation.NONE;
    }
    if (handedOn.isPresent()) {
      return Quotation.ofForward(
          answered.get(),
          address -> !address.equals(identity.address()) && aliases.owns(address),
          handedOn.get()::imageUrl);
    }
    try {
      return Quotation.ofReply(answered.get());
    } catch (NotFoundException erasedMeanwhile) {
      // Whoever answers a message need not be held up because somebody has deleted it.
      return Quotation.NONE;
    }
  }

  /** A picture that the HTML does not show is a file like any other. */
  private void add(DraftAttachment file) {
    Optional<String> shown = file.contentId().filter(id -> Bodies.shows(html, id));
    WirePart.File part =
        new WirePart.File(file.name(), file.contentType(), shown, () -> open(file));
    (shown.isPresent() ? pictures : files).add(part);
  }

  private InputStream open(DraftAttachment file) throws IOException {
    MailboxId mailboxId = draft.mailboxId();
    Optional<StoredContent> content =
        writing.contents().draftFile(mailboxId, draft.id(), file.number());
    if (content.isEmpty()) {
      throw new IOException("Draft " + draft.id() + " was changed meanwhile");
    }
    return content.get().openStream();
  }

  /** The tree of its parts. */
  WirePart body() {
    WirePart shown = new WirePart.Text("html", html);
    WirePart rich = pictures.isEmpty() ? shown : several("related", shown, pictures);
    WirePart readable =
        new WirePart.Several("alternative", List.of(new WirePart.Text("plain", text), rich));
    return files.isEmpty() ? readable : several("mixed", readable, files);
  }

  private static WirePart several(String subtype, WirePart first, List<WirePart.File> others) {
    List<WirePart> parts = new ArrayList<>();
    parts.add(first);
    parts.addAll(others);
    return new WirePart.Several(subtype, parts);
  }

  /** Adds what can be read in the body; of files that were handed on the names alone. */
  void tell(MessageTexts texts) throws IOException {
    texts.text("text", text).html("HTML", html);
    pictures.forEach(file -> texts.line(file.name(), file.name()));
    files.forEach(file -> texts.line(file.name(), file.name()));
    for (DraftAttachment file : draft.attachments()) {
      if (MessageTexts.isText(file.contentType())) {
        try (InputStream content = open(file)) {
          texts.file(file.name(), file.contentType(), content);
        }
      }
    }
  }

  /** The pictures of a draft, by which its HTML may show them. */
  static Set<String> contentIds(Draft draft) {
    return draft.attachments().stream()
        .flatMap(file -> file.contentId().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
