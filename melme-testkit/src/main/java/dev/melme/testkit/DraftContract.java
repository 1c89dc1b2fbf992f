package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MailboxUsage;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.DraftAttachment;
import dev.melme.api.outbound.DraftId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The rules of what drafts say, DRF-01 to DRF-09; part of {@link DraftRepositoryContract}. Those of
 * their files are in {@link DraftFileContract}.
 */
public interface DraftContract extends StoreContract {

  /**
   * {@link StoreRule#DRF_01}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.DRF_01)
  default void drf01_a_draft_is_read_back_as_it_was_created(StoreUnderTest subject) {
    DraftDesk desk = new DraftDesk(subject);
    for (Draft.Kind kind : Draft.Kind.values()) {
      Draft full =
          new Draft(
              desk.id(),
              new DraftId(Ids.next()),
              1,
              subject.store().now().plusMillis(987),
              Optional.of("Jo"),
              kind,
              Optional.of(Specimens.newMessageId()),
              Optional.of(EmailAddress.parse("Sales+Tag@Acme.example")),
              "Jane Doe <jane@customer.example>, half an add",
              "cc@customer.example",
              "bcc@customer.example",
              "A subject",
              Optional.of("A text\n\tin lines\n\n"),
              Optional.of("<p>HTML</p>"),
              kind == Draft.Kind.FORWARD,
              List.of());
      Draft bare =
          new Draft(
              desk.id(),
              new DraftId(Ids.next()),
              1,
              Instant.EPOCH,
              Optional.empty(),
              kind,
              Optional.empty(),
              Optional.empty(),
              "",
              "",
              "",
              "",
              Optional.empty(),
              Optional.of(""),
              kind != Draft.Kind.FORWARD,
              List.of());

      for (Draft draft : List.of(full, bare)) {
        assertThat(subject.drafts().create(draft)).as("create() of a draft").isTrue();
        Optional<Draft> found = subject.drafts().find(desk.id(), draft.id());
        assertThat(found).as("a draft, read back").contains(draft);
        assertThat(found.flatMap(Draft::from).map(EmailAddress::toString))
            .as("the identity of a draft, as it was written")
            .isEqualTo(draft.from().map(EmailAddress::toString));
      }
    }
    Draft withFile =
        DraftDesk.blank(desk.id(), subject.store().now())
            .withAttachments(List.of(DraftDesk.file("never-stored.pdf", 7)));
    subject.drafts().create(withFile);
    assertThat(subject.drafts().find(desk.id(), withFile.id()).map(Draft::attachments))
        .as("files of a draft that was only just created")
        .contains(List.of());
    assertThat(subject.drafts().find(desk.id(), new DraftId(Ids.next())))
        .as("a draft that does not exist")
        .isEmpty();
  }

  /**
   * {@link StoreRule#DRF_02}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.DRF_02)
  default void drf02_without_a_mailbox_there_is_no_draft(StoreUnderTest subject) {
    Mailbox never = subject.newMailbox("never-stored");
    Mailbox erased = subject.mailbox();
    subject.mailboxes().erase(erased.id());
    for (MailboxId id : List.of(never.id(), erased.id())) {
      Draft draft = DraftDesk.blank(id, subject.store().now());

      assertThat(subject.drafts().create(draft)).as("create() without a mailbox").isFalse();
      assertNoDraft(subject, draft);
    }
  }

  private static void assertNoDraft(StoreUnderTest subject, Draft draft) {
    assertThat(subject.drafts().find(draft.mailboxId(), draft.id()))
        .as("a draft in a mailbox that does not exist")
        .isEmpty();
    assertThat(subject.drafts().list(draft.mailboxId(), Optional.empty(), 10))
        .as("drafts of a mailbox that does not exist")
        .isEmpty();
    assertThat(subject.drafts().update(DraftDesk.next(draft, "later")))
        .as("update() without a mailbox")
        .isFalse();
    assertThat(subject.drafts().delete(draft.mailboxId(), draft.id()))
        .as("delete() without a mailbox")
        .isFalse();
    assertThat(
            subject
                .drafts()
                .attach(
                    draft.mailboxId(),
                    draft.id(),
                    DraftDesk.file("late.pdf", 1),
                    Specimens.content(new byte[1])))
        .as("attach() without a mailbox")
        .isEmpty();
  }

  /**
   * {@link StoreRule#DRF_03}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.DRF_03)
  default void drf03_an_update_replaces_what_was_typed(StoreUnderTest subject) {
    DraftDesk desk = new DraftDesk(subject);
    Draft beside = desk.created();
    desk.created();
    desk.attached("offer.pdf", Specimens.bytes(1000));

    desk.updated("first");
    assertThat(desk.found()).as("a draft after an update").contains(desk.draft());
    Draft withOtherFiles =
        DraftDesk.next(desk.draft(), "second")
            .withAttachments(List.of(DraftDesk.file("never-stored.pdf", 7)));
    assertThat(subject.drafts().update(withOtherFiles))
        .as("update() with files that it does not have")
        .isTrue();

    assertThat(desk.found())
        .as("a draft after a second update, with the files that it has")
        .contains(withOtherFiles.withAttachments(desk.draft().attachments()));
    assertThat(desk.found().flatMap(Draft::from).map(EmailAddress::toString))
        .as("the identity of a draft after an update, as it was written")
        .contains("Sales@acme.example");
    assertThat(desk.bytes(1, 100)).as("the file of a draft that was updated").isPresent();
    assertThat(subject.drafts().find(desk.id(), beside.id()))
        .as("the draft beside it")
        .contains(beside);
  }

  /**
   * {@link StoreRule#DRF_04}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.DRF_04)
  default void drf04_an_update_of_another_version_changes_nothing(StoreUnderTest subject) {
    DraftDesk desk = new DraftDesk(subject);
    Draft first = desk.created();
    desk.updated("the second version");
    Draft stored = desk.draft();
    List<Draft> wrong =
        List.of(
            DraftDesk.next(first, "of the first version"),
            stored.saved(2, stored.savedAt()),
            stored.saved(4, stored.savedAt()),
            first);

    for (Draft changed : wrong) {
      assertThat(subject.drafts().update(changed))
          .as("update() to version %s of a draft of version 2", changed.version())
          .isFalse();
      assertThat(desk.found()).as("the draft after that").contains(stored);
    }
    Draft missing = DraftDesk.blank(desk.id(), subject.store().now());
    assertThat(subject.drafts().update(DraftDesk.next(missing, "never created")))
        .as("update() of a draft that does not exist")
        .isFalse();
    assertThat(subject.drafts().list(desk.id(), Optional.empty(), 10))
        .as("drafts after that")
        .containsExactly(stored);
  }

  /**
   * {@link StoreRule#DRF_05}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.DRF_05)
  default void drf05_of_racing_updates_of_one_version_one_succeeds(StoreUnderTest subject) {
    for (int round = 0; round < 5; round++) {
      DraftDesk desk = new DraftDesk(subject);
      desk.created();
      List<Draft> candidates = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        candidates.add(DraftDesk.next(desk.draft(), "by thread " + i));
      }

      List<Boolean> updated =
          Racing.run(8, thread -> subject.drafts().update(candidates.get(thread)));

      assertThat(Collections.frequency(updated, true))
          .as("threads that updated one version of a draft")
          .isEqualTo(1);
      assertThat(desk.found())
          .as("the draft of the thread that was told it succeeded")
          .contains(candidates.get(updated.indexOf(true)));
    }
  }

  /**
   * {@link StoreRule#DRF_06}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.DRF_06)
  default void drf06_drafts_are_listed_newest_first(StoreUnderTest subject) {
    DraftDesk desk = new DraftDesk(subject);
    List<Draft> newestFirst = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      newestFirst.add(0, DraftDesk.blank(desk.id(), subject.store().now()));
    }
    DraftId never = new DraftId(Ids.next());
    for (int i : new int[] {3, 0, 5, 1, 4, 2}) { // in another order than that of the ids
      desk.created(newestFirst.get(i));
      if (i % 2 == 0) {
        desk.attached("first.pdf", new byte[i]);
        desk.attached("second.pdf", new byte[i + 1]);
      }
      desk.updated("number " + i);
      newestFirst.set(i, desk.draft());
    }
    DraftDesk stranger = new DraftDesk(subject);
    stranger.created();

    assertThat(subject.drafts().list(desk.id(), Optional.empty(), 100))
        .as("drafts by id, descending, each with its files")
        .isEqualTo(newestFirst);
    List<List<Draft>> pages = new ArrayList<>();
    Optional<DraftId> before = Optional.empty();
    for (int page = 0; page < 3; page++) {
      List<Draft> some = subject.drafts().list(desk.id(), before, 4);
      pages.add(some);
      before = some.isEmpty() ? before : Optional.of(some.get(some.size() - 1).id());
    }
    assertThat(pages)
        .as("pages of 4 of 6 drafts, each beginning after the last one of the page before")
        .containsExactly(newestFirst.subList(0, 4), newestFirst.subList(4, 6), List.of());
    assertThat(subject.drafts().list(desk.id(), Optional.of(never), 1))
        .as("the page that begins after an id that no draft has")
        .containsExactly(newestFirst.get(0));
  }

  /**
   * {@link StoreRule#DRF_07}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.DRF_07)
  default void drf07_a_deleted_draft_is_gone_with_its_files(StoreUnderTest subject) {
    DraftDesk desk = new DraftDesk(subject);
    desk.created();
    desk.attached("kept.pdf", Specimens.bytes(100));
    Draft kept = desk.draft();
    desk.created();
    desk.attached("gone.pdf", Specimens.bytes(100));

    List<Boolean> deleted =
        List.of(
            subject.drafts().delete(desk.id(), desk.draft().id()),
            subject.drafts().delete(desk.id(), desk.draft().id()),
            subject.drafts().delete(desk.id(), new DraftId(Ids.next())));

    assertThat(deleted)
        .as("delete() of a draft, once more, and of one that does not exist")
        .containsExactly(true, false, false);
    assertThat(desk.found()).as("a draft that was deleted").isEmpty();
    assertThat(desk.bytes(1, 100)).as("the file of a draft that was deleted").isEmpty();
    assertThat(subject.drafts().update(DraftDesk.next(desk.draft(), "too late")))
        .as("update() of a draft that was deleted")
        .isFalse();
    assertThat(subject.drafts().detach(desk.id(), desk.draft().id(), 1))
        .as("detach() from a draft that was deleted")
        .isFalse();
    assertThat(
            subject
                .drafts()
                .attach(
                    desk.id(),
                    desk.draft().id(),
                    DraftDesk.file("late.pdf", 1),
                    Specimens.content(new byte[1])))
        .as("attach() to a draft that was deleted")
        .isEmpty();
    assertThat(subject.drafts().list(desk.id(), Optional.empty(), 10))
        .as("drafts after one of two was deleted")
        .containsExactly(kept);
    assertThat(subject.drafts().content(desk.id(), kept.id(), 1, 0, 100))
        .as("the file of the other draft")
        .isPresent();
  }

  /**
   * {@link StoreRule#DRF_08}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.DRF_08)
  default void drf08_unusual_values_of_drafts_are_kept(StoreUnderTest subject) {
    DraftDesk desk = new DraftDesk(subject);
    for (String poison : Specimens.poison()) {
      Draft draft = unusual(desk.id(), poison);

      desk.created(draft);
      desk.attached(
          new DraftAttachment(
              0,
              poison.replace('/', ' ').replace('\\', ' '),
              "application/vnd.x-y.z+json",
              Optional.of("cid-1$%&'*+/=?^_`{|}~@" + draft.id()),
              1),
          Specimens.content(new byte[1]));

      assertThat(desk.found()).as("a draft with unusual values").contains(desk.draft());
      desk.updated(poison);
      assertThat(desk.found()).as("the same draft after an update").contains(desk.draft());
    }
    for (String text : List.of("\uD83D\uDE00", "\u4e2d\u6587", "t\n", "' ")) {
      Draft longest =
          new Draft(
              desk.id(),
              new DraftId(Ids.next()),
              1,
              subject.store().now(),
              Optional.of("o".repeat(100)),
              Draft.Kind.REPLY,
              Optional.empty(),
              Optional.empty(),
              filled(text, Draft.MAX_RECIPIENT_TEXT).replace('\n', ' '),
              filled(text, Draft.MAX_RECIPIENT_TEXT).replace('\n', ' '),
              filled(text, Draft.MAX_RECIPIENT_TEXT).replace('\n', ' '),
              filled(text, Draft.MAX_SUBJECT).replace('\n', ' '),
              Optional.of(filled(text, Draft.MAX_BODY)),
              Optional.of(filled(text, Draft.MAX_BODY)),
              true,
              List.of());

      desk.created(longest);

      assertThat(desk.found().map(longest::equals))
          .as("whether a draft with the longest values is read back as it was created")
          .contains(true);
    }
  }

  private static Draft unusual(MailboxId mailboxId, String poison) {
    return new Draft(
        mailboxId,
        new DraftId(Ids.next()),
        1,
        Instant.parse("0001-01-01T00:00:00Z"),
        Optional.of(poison),
        Draft.Kind.REPLY_ALL,
        Optional.empty(),
        Optional.of(EmailAddress.parse("\u00fcber@acme.example")),
        poison,
        poison,
        poison,
        poison,
        Optional.of(poison + "\n\t" + poison),
        Optional.of(poison + "\n\t" + poison),
        true,
        List.of());
  }

  private static String filled(String text, int length) {
    return text.repeat(length / text.length());
  }

  /**
   * {@link StoreRule#DRF_09}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.DRF_09)
  default void drf09_drafts_are_no_messages(StoreUnderTest subject) {
    DraftDesk desk = new DraftDesk(subject);
    desk.created();
    desk.attached("offer.pdf", Specimens.bytes(1000));
    desk.updated("an update");

    assertThat(subject.mailboxes().usage(desk.id()))
        .as("usage of a mailbox that has nothing but a draft")
        .isEqualTo(MailboxUsage.NONE);
    assertThat(subject.messages().list(desk.id(), Optional.empty(), 10))
        .as("messages of a mailbox that has nothing but a draft")
        .isEmpty();
    assertThat(subject.messages().pendingMailboxes(Optional.empty(), 10))
        .as("mailboxes that are behind, when one has a draft")
        .isEmpty();
  }
}
