package dev.melme.testkit;

import dev.melme.api.Attachment;
import dev.melme.api.Correspondent;
import dev.melme.api.EmailAddress;
import dev.melme.api.MessageIndex;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Label;
import dev.melme.api.mailbox.Marking;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** What the rules of entries are tried with: messages that differ in what lists show. */
final class EntrySpecimens {

  static final Label URGENT = Label.of("urgent");
  static final Label BILLING = Label.of("billing");

  private static final List<Folder> FOLDERS = List.of(Folder.values());

  /** Labels that careless comparisons take for one another. */
  static final List<Label> LOOK_ALIKES =
      List.of(
          Label.of("strasse"),
          Label.of("stra\u00dfe"),
          Label.of("resume"),
          Label.of("r\u00e9sum\u00e9"),
          Label.of("i"),
          Label.of("\u0131"),
          Label.of("a b"),
          Label.of("ab"),
          Label.of("a%"),
          Label.of("a_"),
          Label.of("a\\"),
          Label.of("'; --"),
          Label.of("\uD83D\uDE00"),
          Label.of("\uD83D\uDE01"),
          Label.of("\u05E9\u05DC\u05D5\u05DD"),
          Label.of("\u4E2D\u6587".repeat(20)));

  private EntrySpecimens() {}

  /** An index with what conversations and filters look at. */
  static MessageIndex index(
      String subject, List<Correspondent> from, int attachments, String terms) {
    List<Attachment> attached = new ArrayList<>();
    for (int i = 0; i < attachments; i++) {
      attached.add(
          new Attachment(
              Integer.toString(i + 2),
              "file-" + i,
              "text/plain",
              7,
              Optional.empty(),
              Attachment.Placement.ATTACHED));
    }
    return new MessageIndex(
        MessageIndex.Completeness.PARSED,
        subject,
        from,
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        "text",
        MessageIndex.TextOrigin.PLAIN,
        "text",
        terms,
        attached,
        Set.of());
  }

  static MessageIndex withTerms(String terms) {
    return index("A message to be found", List.of(), 0, terms);
  }

  static MessageIndex writtenBy(Correspondent... from) {
    return index("A message with a writer", List.of(from), 0, "");
  }

  /** Every kind of marking, and some that do several things at once. */
  static List<Marking> markings() {
    Label[] fifty = new Label[50];
    for (int i = 0; i < fifty.length; i++) {
      fifty[i] = Label.of("label " + i);
    }
    return List.of(
        Marking.read(),
        Marking.unread(),
        Marking.flag(),
        Marking.unflag(),
        Marking.archive(),
        Marking.trash(),
        Marking.restore(),
        Marking.toInbox(),
        Marking.label(URGENT),
        Marking.label(BILLING, URGENT),
        Marking.unlabel(URGENT),
        Marking.unlabel(BILLING, Label.of("never used")),
        new Marking(
            Optional.of(true),
            Optional.of(false),
            Optional.of(Marking.Move.TO_ARCHIVE),
            List.of(BILLING),
            List.of(BILLING, URGENT)),
        Marking.unread().andFlagged(true).andMove(Marking.Move.TO_TRASH),
        Marking.label(fifty),
        Marking.unlabel(fifty),
        Marking.read().andMove(Marking.Move.OUT_OF_TRASH));
  }

  /** Filters of one condition each, and random ones of several. */
  static List<EntryFilter> filters(Instant start, EmailAddress... addresses) {
    List<EntryFilter> filters = new ArrayList<>();
    filters.add(EntryFilter.everything());
    for (Folder folder : Folder.values()) {
      filters.add(EntryFilter.in(folder));
      filters.add(EntryFilter.in(folder).onlyUnread());
      filters.add(EntryFilter.in(folder).onlyFlagged());
      filters.add(EntryFilter.in(folder).onlyUnread().onlyFlagged());
    }
    EntryFilter all = EntryFilter.everything();
    filters.add(all.onlyUnread());
    filters.add(all.onlyFlagged());
    filters.add(all.onlyWithAttachments());
    filters.add(all.onlyLabelled(URGENT));
    filters.add(all.onlyLabelled(BILLING).onlyLabelled(URGENT));
    filters.add(all.onlyLabelled(Label.of("never used")));
    filters.add(all.within(Optional.of(start), Optional.empty()));
    filters.add(all.within(Optional.empty(), Optional.of(start)));
    for (EmailAddress address : addresses) {
      filters.add(all.onlyTo(address));
    }
    Random random = new Random(4711);
    for (int i = 0; i < 40; i++) {
      filters.add(random(random, start, addresses));
    }
    return filters;
  }

  private static EntryFilter random(Random random, Instant start, EmailAddress... addresses) {
    Set<Folder> folders = EnumSet.of(FOLDERS.get(random.nextInt(FOLDERS.size())));
    while (random.nextInt(3) > 0) {
      folders.add(FOLDERS.get(random.nextInt(FOLDERS.size())));
    }
    List<Label> labels = new ArrayList<>();
    if (random.nextInt(4) == 0) {
      labels.add(random.nextBoolean() ? URGENT : BILLING);
    }
    return new EntryFilter(
        folders,
        random.nextInt(4) == 0,
        random.nextInt(4) == 0,
        random.nextInt(4) == 0,
        random.nextInt(3) == 0
            ? Optional.of(addresses[random.nextInt(addresses.length)])
            : Optional.empty(),
        labels,
        random.nextInt(4) == 0
            ? Optional.of(start.minus(Duration.ofMinutes(random.nextInt(20))))
            : Optional.empty(),
        random.nextInt(4) == 0
            ? Optional.of(start.plus(Duration.ofMinutes(random.nextInt(20))))
            : Optional.empty());
  }
}
