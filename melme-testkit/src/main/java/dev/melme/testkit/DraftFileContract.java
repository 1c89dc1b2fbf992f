package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.melme.api.Mailbox;
import dev.melme.api.StoreException;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.DraftAttachment;
import dev.melme.spi.ContentRange;
import dev.melme.spi.EnqueueOutcome;
import dev.melme.spi.MessageContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The rules of the files of drafts, DRF-10 to DRF-17; part of {@link DraftRepositoryContract}. */
public interface DraftFileContract extends StoreContract {

  /**
   * {@link StoreRule#DRF_10}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.DRF_10)
  default void drf10_a_file_gets_a_number_that_was_never_given(StoreUnderTest subject) {
    DraftDesk desk = new DraftDesk(subject);
    desk.created();
    DraftAttachment picture =
        new DraftAttachment(77, "logo.png", "image/png", Optional.of("1@x"), 2000);
    List<DraftAttachment> attached = new ArrayList<>();

    attached.add(desk.attached("offer.pdf", Specimens.bytes(1000)));
    attached.add(desk.attached(picture, Specimens.spooled(Specimens.bytes(2000))));
    desk.detached(2);
    attached.add(desk.attached("offer.pdf", Specimens.bytes(10)));

    assertThat(attached)
        .as("files as attach() answered them, the second of which was removed before the third")
        .containsExactly(
            new DraftAttachment(1, "offer.pdf", "application/pdf", Optional.empty(), 1000),
            new DraftAttachment(2, "logo.png", "image/png", Optional.of("1@x"), 2000),
            new DraftAttachment(3, "offer.pdf", "application/pdf", Optional.empty(), 10));
    desk.updated("an update in between");
    desk.detached(1);
    desk.detached(3);
    assertThat(desk.attached("another.pdf", Specimens.bytes(10)).number())
        .as("the number of a file when all others were removed")
        .isEqualTo(4);
    assertThat(desk.found())
        .as("the draft after that: of the version that the update gave it, with one file")
        .contains(desk.draft());
    for (int gone : new int[] {0, 1, 2, 3, 5}) {
      assertThat(subject.drafts().detach(desk.id(), desk.draft().id(), gone))
          .as("detach() of file %s, which the draft does not have", gone)
          .isFalse();
      assertThat(desk.bytes(gone, 100))
          .as("bytes of file %s, which the draft does not have", gone)
          .isEmpty();
    }
    DraftDesk other = new DraftDesk(subject);
    other.created();
    assertThat(other.attached("offer.pdf", new byte[1]).number())
        .as("the number of the first file of another draft")
        .isEqualTo(1);
  }

  /**
   * {@link StoreRule#DRF_11}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.DRF_11)
  default void drf11_a_draft_takes_a_hundred_files(StoreUnderTest subject) {
    DraftDesk desk = new DraftDesk(subject);
    desk.created();
    for (int i = 0; i < Draft.MAX_ATTACHMENTS; i++) {
      desk.attached(i + ".pdf", new byte[] {(byte) i});
    }

    for (int round = 0; round < 2; round++) {
      assertThat(
              subject
                  .drafts()
                  .attach(
                      desk.id(),
                      desk.draft().id(),
                      DraftDesk.file("one too many.pdf", 1),
                      Specimens.content(new byte[1])))
          .as("attach() to a draft that has 100 files")
          .isEmpty();
    }
    assertThat(desk.found()).as("a draft with 100 files").contains(desk.draft());
    desk.detached(50);
    assertThat(desk.attached("in its place.pdf", new byte[] {77}).number())
        .as("the number of a file when another one was removed")
        .isEqualTo(Draft.MAX_ATTACHMENTS + 1);
    assertThat(desk.found()).as("the draft after that").contains(desk.draft());
    assertThat(desk.bytes(desk.draft().attachments().get(7).number(), 10))
        .as("the bytes of one of 100 files")
        .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(7));
  }

  /**
   * {@link StoreRule#DRF_12}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.DRF_12)
  default void drf12_bytes_of_a_file_come_out_as_they_went_in(StoreUnderTest subject) {
    DraftDesk desk = new DraftDesk(subject);
    desk.created();
    int chunk = 256 * 1024;
    List<byte[]> contents = new ArrayList<>();
    contents.add(Specimens.allByteValues());
    for (int size : new int[] {0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk + 1000, 3 << 20}) {
      contents.add(Specimens.bytes(size));
    }
    for (byte[] bytes : contents) {
      for (boolean inMemory : new boolean[] {true, false}) {
        byte[] handedIn = bytes.clone();
        int number =
            desk.attached(
                    DraftDesk.file("bytes.bin", bytes.length),
                    inMemory ? Specimens.content(handedIn) : Specimens.spooled(handedIn))
                .number();
        Arrays.fill(handedIn, (byte) 'X');
        desk.range(number, 0, 1000).ifPresent(read -> Arrays.fill(read, (byte) 'Y'));

        assertThat(desk.bytes(number, chunk).map(read -> Arrays.mismatch(read, bytes)))
            .as(
                "first wrong byte (-1: none) of a file of %s bytes that came %s",
                bytes.length, inMemory ? "as an array" : "as a stream")
            .contains(-1);
        assertRanges(subject, desk, number, bytes);
      }
    }
  }

  private static void assertRanges(
      StoreUnderTest subject, DraftDesk desk, int number, byte[] bytes) {
    int chunk = 256 * 1024;
    for (long offset :
        new long[] {0, 1, chunk - 1, chunk, chunk + 1, bytes.length - 1L, bytes.length, 1L << 33}) {
      for (int length : new int[] {1, 1000, chunk, Integer.MAX_VALUE}) {
        if (offset < 0) {
          continue; // the last byte of no bytes
        }
        Optional<ContentRange> range =
            subject.drafts().content(desk.id(), desk.draft().id(), number, offset, length);
        long left = Math.max(0, bytes.length - offset);

        assertThat(range.map(ContentRange::totalBytes))
            .as("totalBytes of content() from %s, at most %s, of %s", offset, length, bytes.length)
            .contains((long) bytes.length);
        byte[] read = range.map(ContentRange::bytes).orElseThrow();
        assertThat(read.length)
            .as("bytes of content() from %s, at most %s, of %s", offset, length, bytes.length)
            .isBetween(left == 0 ? 0 : 1, (int) Math.min(length, left));
        if (left > 0) {
          int from = (int) offset;
          assertThat(Arrays.mismatch(read, 0, read.length, bytes, from, from + read.length))
              .as("first wrong byte (-1: none) of content() from %s, at most %s", offset, length)
              .isEqualTo(-1);
        }
      }
    }
  }

  /**
   * {@link StoreRule#DRF_13}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.DRF_13)
  default void drf13_content_that_fails_attaches_nothing(StoreUnderTest subject) {
    DraftDesk desk = new DraftDesk(subject);
    desk.created();
    desk.attached("kept.pdf", new byte[1]);
    IOException cause = new IOException("the spool is gone");
    List<MessageContent> failing =
        List.of(
            Specimens.failing(
                600_000,
                () -> {
                  throw cause;
                }),
            Specimens.failing(
                100,
                () -> {
                  throw new StackOverflowError("an Error, not an Exception");
                }),
            Specimens.spooled(Specimens.bytes(1000), 999),
            Specimens.spooled(Specimens.bytes(1000), 1001));

    for (MessageContent content : failing) {
      Throwable thrown =
          catchThrowable(
              () ->
                  subject
                      .drafts()
                      .attach(
                          desk.id(),
                          desk.draft().id(),
                          DraftDesk.file("failing.pdf", content.sizeBytes()),
                          content));

      assertThat(thrown).as("thrown by attach when the content fails").isNotNull();
      if (failing.indexOf(content) != 1) {
        assertThat(thrown)
            .as("the fault of what attach threw")
            .isInstanceOfSatisfying(
                StoreException.class,
                e ->
                    assertThat(e.fault())
                        .isIn(StoreException.Fault.UNAVAILABLE, StoreException.Fault.FULL));
      }
      assertThat(desk.found())
          .as("a draft after a file could not be attached")
          .contains(desk.draft());
      assertThat(desk.bytes(2, 1000)).as("bytes of a file that could not be attached").isEmpty();
    }
  }

  /**
   * {@link StoreRule#DRF_14}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.DRF_14)
  default void drf14_racing_threads_attach_each_under_its_own_number(StoreUnderTest subject) {
    DraftDesk desk = new DraftDesk(subject);
    desk.created();
    int threads = 8;
    int each = 13; // together four more than a draft may have

    List<List<DraftAttachment>> attached =
        Racing.run(
            threads,
            thread -> {
              List<DraftAttachment> mine = new ArrayList<>();
              for (int i = 0; i < each; i++) {
                byte[] bytes = {(byte) thread, (byte) i};
                subject
                    .drafts()
                    .attach(
                        desk.id(),
                        desk.draft().id(),
                        DraftDesk.file(thread + "-" + i + ".pdf", bytes.length),
                        Specimens.content(bytes))
                    .ifPresent(mine::add);
              }
              return mine;
            });

    List<DraftAttachment> all = attached.stream().flatMap(List::stream).toList();
    assertThat(all)
        .as("files that 8 threads attached, 104 in all, each under its own number")
        .hasSize(Draft.MAX_ATTACHMENTS)
        .extracting(DraftAttachment::number)
        .doesNotHaveDuplicates();
    assertThat(desk.found().map(Draft::attachments).orElse(List.of()))
        .as("files of a draft that 8 threads attached to")
        .containsExactlyInAnyOrderElementsOf(all);
    for (DraftAttachment file : all) {
      String[] name = file.name().replace(".pdf", "").split("-", -1);
      assertThat(desk.bytes(file.number(), 10))
          .as("bytes of a file that one of 8 threads attached")
          .hasValueSatisfying(
              bytes ->
                  assertThat(bytes)
                      .containsExactly(Integer.parseInt(name[0]), Integer.parseInt(name[1])));
    }
  }

  /**
   * {@link StoreRule#DRF_15}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.DRF_15)
  default void drf15_a_read_that_meets_a_removal_is_right_or_empty(StoreUnderTest subject) {
    byte[] bytes = Specimens.bytes(300_000);
    for (int round = 0; round < 9; round++) {
      DraftDesk desk = new DraftDesk(subject);
      desk.created();
      int number = desk.attached("offer.pdf", bytes).number();
      int kind = round % 3;

      Racing.run(
          3,
          thread -> {
            if (thread == 0) {
              return switch (kind) {
                case 0 -> subject.drafts().detach(desk.id(), desk.draft().id(), number);
                case 1 -> subject.drafts().delete(desk.id(), desk.draft().id());
                default ->
                    subject.outbox().enqueue(desk.message(), Optional.of(desk.version()))
                        == EnqueueOutcome.ENQUEUED;
              };
            }
            int offset = 290_000;
            Optional<byte[]> read;
            do {
              read = desk.range(number, offset, 5000);
              read.ifPresent(
                  some ->
                      assertThat(some)
                          .as("bytes from %s of %s, read while removed", offset, bytes.length)
                          .isNotEmpty()
                          .isEqualTo(Arrays.copyOfRange(bytes, offset, offset + some.length)));
            } while (read.isPresent());
            return true;
          });
    }
  }

  /**
   * {@link StoreRule#DRF_16}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.DRF_16)
  default void drf16_drafts_go_with_their_mailbox(StoreUnderTest subject) {
    DraftDesk kept = new DraftDesk(subject);
    kept.created();
    kept.attached("kept.pdf", new byte[1]);
    DraftDesk erased = new DraftDesk(subject);
    erased.created();
    erased.attached("gone.pdf", new byte[1]);

    subject.mailboxes().erase(erased.id());

    assertGone(subject, erased);
    assertThat(kept.found()).as("the draft of another mailbox").contains(kept.draft());
    assertThat(kept.bytes(1, 10)).as("the file of another mailbox").isPresent();
    for (int round = 0; round < 8; round++) {
      DraftDesk desk = new DraftDesk(subject);
      desk.created();
      Racing.run(
          5,
          thread ->
              switch (thread) {
                case 0 -> subject.mailboxes().erase(desk.id());
                case 1, 2 ->
                    subject.drafts().create(DraftDesk.blank(desk.id(), subject.store().now()));
                default ->
                    subject
                        .drafts()
                        .attach(
                            desk.id(),
                            desk.draft().id(),
                            DraftDesk.file("late.pdf", 1),
                            Specimens.content(new byte[1]))
                        .isPresent();
              });

      assertGone(subject, desk);
    }
  }

  private static void assertGone(StoreUnderTest subject, DraftDesk desk) {
    Mailbox erased = desk.mailbox();
    assertThat(subject.drafts().list(erased.id(), Optional.empty(), 10))
        .as("drafts left behind in an erased mailbox")
        .isEmpty();
    assertThat(desk.found()).as("a draft left behind in an erased mailbox").isEmpty();
    assertThat(desk.bytes(1, 10)).as("a file left behind in an erased mailbox").isEmpty();
  }

  /**
   * {@link StoreRule#DRF_17}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.DRF_17)
  default void drf17_a_foreign_draft_is_like_none(StoreUnderTest subject) {
    assertThat(new IsolationMatrix(subject).draftViolations())
        .as("what a mailbox can learn of, or do to, drafts of another one")
        .isEmpty();
  }
}
