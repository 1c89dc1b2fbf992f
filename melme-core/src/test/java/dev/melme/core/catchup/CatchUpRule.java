package dev.melme.core.catchup;

import dev.melme.api.ConversationId;
import dev.melme.api.MessageId;
import dev.melme.core.id.TimeOrderedIds;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.PendingMessage;
import dev.melme.spi.Placement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What catch-up does with messages that come in one batch. */
final class CatchUpRule implements ThreadingRule {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final TimeOrderedIds ids = new TimeOrderedIds(StoreTime.of(() -> START));

  @Override
  public List<Integer> conversations(List<ThreadedMail> arrived) {
    Threading threading = new Threading(Map.of(), Map.of(), () -> new ConversationId(ids.next()));
    List<Relations> relations = new ArrayList<>();
    for (ThreadedMail mail : arrived) {
      relations.add(Relations.of(pending(mail)));
    }
    return threading.place(0, relations).placements().stream()
        .map(Placement::conversationId)
        .map(ConversationId::hashCode)
        .toList();
  }

  private PendingMessage pending(ThreadedMail mail) {
    return new PendingMessage(
        new MessageId(ids.next()),
        mail.date().orElse(START),
        mail.id(),
        mail.index().inReplyTo(),
        mail.index().references(),
        mail.index().subject(),
        mail.index().from(),
        mail.index().to(),
        mail.index().cc(),
        List.of(),
        mail.index().attachments().size());
  }
}
