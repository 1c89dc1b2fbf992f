package dev.melme.core.compose;

import dev.melme.api.Correspondent;
import dev.melme.api.EmailAddress;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.RecipientField;
import dev.melme.core.mime.AnswerFields;
import dev.melme.core.wire.NamedAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whom an answer goes to. No address of the mailbox itself is among them.
 *
 * <p>An answer goes where its writer wants it: Mail-Reply-To, else Reply-To (RFC 5322 §3.6.2), else
 * From. An answer to all goes to Mail-Followup-To alone when there is one, else also to all other
 * recipients, in the Cc field. An answer to what we sent goes to its recipients again.
 */
final class ReplyTargets {

  private final Answered answered;
  private final MailboxAliases aliases;

  ReplyTargets(Answered answered, MailboxAliases aliases) {
    this.answered = answered;
    this.aliases = aliases;
  }

  /** The recipients of an answer to whoever wrote. */
  Recipients reply() {
    if (answered.sent().isPresent()) {
      return again(answered.sent().get(), false);
    }
    List<NamedAddress> writer = writer();
    if (writer.isEmpty()) {
      return new Recipients(others(answered.fields().to()), List.of(), List.of());
    }
    return new Recipients(writer, List.of(), List.of());
  }

  /** The recipients of an answer to all. */
  Recipients replyAll() {
    if (answered.sent().isPresent()) {
      return again(answered.sent().get(), true);
    }
    AnswerFields fields = answered.fields();
    List<NamedAddress> followup = others(fields.mailFollowupTo());
    if (!followup.isEmpty()) {
      return bounded(followup, List.of());
    }
    List<NamedAddress> everybody = new ArrayList<>(others(fields.to()));
    everybody.addAll(others(fields.cc()));
    List<NamedAddress> writer = writer();
    return writer.isEmpty() ? bounded(everybody, List.of()) : bounded(writer, everybody);
  }

  /** Where an answer to the writer goes; empty when that is nobody, or only ourselves. */
  List<NamedAddress> writer() {
    AnswerFields fields = answered.fields();
    return Stream.of(fields.mailReplyTo(), fields.replyTo(), fields.from())
        .map(this::others)
        .filter(people -> !people.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /** Those of a field who have an address and are not ourselves. */
  private List<NamedAddress> others(List<Correspondent> people) {
    List<NamedAddress> others = new ArrayList<>();
    for (Correspondent person : people) {
      EmailAddress.tryParse(person.address())
          .filter(address -> !aliases.owns(address))
          .ifPresent(address -> others.add(new NamedAddress(name(person), address)));
    }
    return others;
  }

  /** A name that is an address itself says nothing, or misleads; it may even be one of ours. */
  private static String name(Correspondent person) {
    return person.name().indexOf('@') < 0 ? person.name() : "";
  }

  /** What goes beyond the most recipients of a message could not be sent. */
  private static Recipients bounded(List<NamedAddress> to, List<NamedAddress> cc) {
    List<NamedAddress> first = head(to, Outbound.MAX_RECIPIENTS);
    return new Recipients(first, head(cc, Outbound.MAX_RECIPIENTS - first.size()), List.of());
  }

  private static List<NamedAddress> head(List<NamedAddress> people, int most) {
    return people.subList(0, Math.min(people.size(), most));
  }

  private Recipients again(Outbound sent, boolean all) {
    List<NamedAddress> to = of(sent, RecipientField.TO);
    List<NamedAddress> cc = of(sent, RecipientField.CC);
    if (all) {
      return new Recipients(to, cc, List.of());
    }
    List<NamedAddress> named = to.isEmpty() ? cc : to;
    return named.isEmpty()
        ? new Recipients(List.of(), List.of(), of(sent, RecipientField.BCC))
        : new Recipients(named, List.of(), List.of());
  }

  private List<NamedAddress> of(Outbound sent, RecipientField field) {
    Map<EmailAddress, String> names = new HashMap<>();
    for (Correspondent person : answered.message().index().to()) {
      EmailAddress.tryParse(person.address()).ifPresent(a -> names.putIfAbsent(a, person.name()));
    }
    for (Correspondent person : answered.message().index().cc()) {
      EmailAddress.tryParse(person.address()).ifPresent(a -> names.putIfAbsent(a, person.name()));
    }
    return sent.recipients().stream()
        .filter(recipient -> recipient.field() == field)
        .map(OutboundRecipient::address)
        .filter(address -> !aliases.owns(address))
        .map(address -> new NamedAddress(names.getOrDefault(address, ""), address))
        .toList();
  }
}
