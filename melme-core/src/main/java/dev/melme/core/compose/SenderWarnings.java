package dev.melme.core.compose;

import dev.melme.api.Correspondent;
import dev.melme.api.EmailAddress;
import dev.melme.api.MessageTrait;
import dev.melme.api.outbound.Warning;
import dev.melme.core.wire.NamedAddress;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a team should know of whoever it is about to answer. */
final class SenderWarnings {

  /** Local parts that want no answer, in the languages in which they are seen. */
  private static final Pattern NO_REPLY =
      Pattern.compile(
          "(?:^|[^a-z])(?:"
              + "(?:no|not|non|never|dont|do[._-]?not)[._-]?(?:reply|replies|respond|response|answer)"
              + "|(?:bitte[._-]?)?(?:nicht[._-]?antworten|keine?[._-]?antworte?n?)"
              + "|(?:ne[._-]?pas|pas[._-]?de)[._-]?(?:repondre|reponse)"
              + "|no[._-]?(?:responder|responda|contestar|conteste)"
              + "|n[aã]o[._-]?respond(?:a|er)"
              + "|non[._-]?rispondere"
              + "|(?:niet[._-]?(?:beantwoorden|antwoorden)|geen[._-]?antwoord)"
              + "|(?:svara?[._-]?(?:inte|ej|ikke)|ingen[._-]?svar|ikke[._-]?svar)"
              + "|nie[._-]?odpowiadaj|ne[._-]?odpovidat"
              + "|mailer[._-]?daemon"
              + ")(?:[^a-z]|$)");

  private SenderWarnings() {}

  /** The warnings about a message that came in; what we sent ourselves needs none. */
  static List<Warning> about(Answered answered, MailboxAliases aliases, boolean all) {
    if (answered.sent().isPresent()) {
      return List.of();
    }
    Set<MessageTrait> traits = answered.message().index().traits();
    ReplyTargets reply = new ReplyTargets(answered, aliases);
    List<NamedAddress> targets = all ? reply.replyAll().to() : reply.writer();
    EnumSet<Warning> warnings = EnumSet.noneOf(Warning.class);
    if (traits.contains(MessageTrait.AUTOMATIC) || traits.contains(MessageTrait.REPORT)) {
      warnings.add(Warning.AUTOMATIC_SENDER);
    }
    if (targets.stream().anyMatch(target -> wantsNone(target.address()))) {
      warnings.add(Warning.NO_REPLY_SENDER);
    }
    if (answered.message().reception().reversePath().isNull()) {
      warnings.add(Warning.NULL_SENDER);
    }
    if (traits.contains(MessageTrait.LIST)) {
      warnings.add(Warning.MAILING_LIST);
    }
    if (traits.contains(MessageTrait.SUSPICIOUS_FROM)) {
      warnings.add(Warning.SUSPICIOUS_SENDER);
    }
    Set<EmailAddress> writers = addresses(answered.fields().from());
    Set<EmailAddress> expected = new HashSet<>(writers);
    if (all) {
      expected.addAll(addresses(answered.fields().to()));
      expected.addAll(addresses(answered.fields().cc()));
    }
    if (targets.stream().anyMatch(target -> !expected.contains(target.address()))) {
      warnings.add(Warning.REPLY_ELSEWHERE);
    }
    if (writers.stream().anyMatch(aliases::owns)) {
      warnings.add(Warning.OWN_ADDRESS);
    }
    return List.copyOf(warnings);
  }

  private static Set<EmailAddress> addresses(List<Correspondent> people) {
    Set<EmailAddress> addresses = new HashSet<>();
    for (Correspondent person : people) {
      EmailAddress.tryParse(person.address()).ifPresent(addresses::add);
    }
    return addresses;
  }

  /** Whether an address says that nobody reads what is sent to it. */
  static boolean wantsNone(EmailAddress address) {
    return NO_REPLY.matcher(address.localPart().toLowerCase(Locale.ROOT)).find();
  }
}
