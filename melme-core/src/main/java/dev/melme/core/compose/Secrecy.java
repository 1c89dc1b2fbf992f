package dev.melme.core.compose;

import dev.melme.api.Attachment;
import dev.melme.api.Correspondent;
import dev.melme.api.Mailbox;
import dev.melme.api.MessageIndex;
import dev.melme.api.NotFoundException;
import dev.melme.api.Session;
import dev.melme.api.outbound.Identity;
import dev.melme.api.workspace.HtmlOptions;
import dev.melme.core.leak.HouseSecrets;
import dev.melme.core.leak.MessageTexts;
import dev.melme.core.mime.AnswerFields;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Knows what a mailbox keeps to itself, and what a correspondent knows already. */
final class Secrecy {

  private final MailboxWriting writing;
  private final Mailbox mailbox;

  Secrecy(MailboxWriting writing, Mailbox mailbox) {
    this.writing = writing;
    this.mailbox = mailbox;
  }

  /** What a message under this identity must not show; the team is more than who is writing. */
  HouseSecrets secrets(Identity identity, MailboxAliases aliases, Set<String> writers) {
    Set<String> operators = new HashSet<>(writers);
    for (Session session : writing.sessions().list(mailbox.id())) {
      session.operator().ifPresent(operators::add);
    }
    return new HouseSecrets(
        mailbox.recoveryAddress().filter(address -> !address.equals(identity.address())),
        mailbox.slug(),
        operators,
        aliases.except(identity.address()),
        writing.rules().hostNames().get(),
        writing.rules().outbound().forbidden(),
        writing.rules().separator(),
        List.of(
            identity.senderName(), identity.address().toUnicode(), identity.address().domain()));
  }

  /**
   * What stands in a message that came in, as far as its writer wrote it. Trace fields are not
   * among it: they were written by systems that it came through, ours among them.
   */
  static MessageTexts known(Answered answered) {
    MessageIndex index = answered.message().index();
    MessageTexts texts = new MessageTexts();
    texts.line("", index.subject()).text("", index.text());
    AnswerFields fields = answered.fields();
    people(texts, fields.from());
    people(texts, fields.to());
    people(texts, fields.cc());
    people(texts, fields.replyTo());
    people(texts, fields.mailReplyTo());
    people(texts, fields.mailFollowupTo());
    index.messageIdField().ifPresent(id -> texts.line("", id));
    index.inReplyTo().forEach(id -> texts.line("", id));
    index.references().forEach(id -> texts.line("", id));
    for (Attachment attachment : index.attachments()) {
      texts.line("", attachment.name());
    }
    try {
      return texts.html("", answered.view().safeHtml(HtmlOptions.defaults()).html());
    } catch (NotFoundException erasedMeanwhile) {
      return texts;
    }
  }

  private static void people(MessageTexts texts, List<Correspondent> people) {
    people.forEach(person -> texts.line("", person.name()).line("", person.address()));
  }
}
