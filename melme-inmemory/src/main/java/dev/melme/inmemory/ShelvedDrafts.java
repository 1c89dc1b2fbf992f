package dev.melme.inmemory;

import dev.melme.api.StoreException;
import dev.melme.api.StoreException.Fault;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.DraftAttachment;
import dev.melme.api.outbound.DraftId;
import dev.melme.spi.ContentRange;
import dev.melme.spi.DraftVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What the team of one mailbox is writing. Guarded by the lock of its shelf. */
final class ShelvedDrafts {

  /** A draft, the bytes of its files by number, and the highest number it ever gave. */
  private static final class Sheet {
    private Draft draft;
    private final Map<Integer, byte[]> files = new HashMap<>();
    private int lastNumber;

    Sheet(Draft draft) {
      this.draft = draft.withAttachments(List.of());
    }
  }

  private final NavigableMap<DraftId, Sheet> newestFirst = new TreeMap<>(Comparator.reverseOrder());

  boolean create(Draft draft) {
    if (newestFirst.containsKey(draft.id())) {
      throw new StoreException(
          Fault.BROKEN, "Draft id " + draft.id() + " exists. Give each an id of its own", null);
    }
    newestFirst.put(draft.id(), new Sheet(draft));
    return true;
  }

  boolean update(Draft changed) {
    Sheet sheet = newestFirst.get(changed.id());
    if (sheet == null || sheet.draft.version() + 1 != changed.version()) {
      return false;
    }
    sheet.draft = changed.withAttachments(sheet.draft.attachments());
    return true;
  }

  /** Tells whether a draft still is as somebody saw it. */
  boolean is(DraftVersion seen) {
    Sheet sheet = newestFirst.get(seen.id());
    return sheet != null && sheet.draft.version() == seen.version();
  }

  Optional<Draft> find(DraftId id) {
    return Optional.ofNullable(newestFirst.get(id)).map(sheet -> sheet.draft);
  }

  List<Draft> list(Optional<DraftId> before, int limit) {
    NavigableMap<DraftId, Sheet> older =
        before.map(id -> newestFirst.tailMap(id, false)).orElse(newestFirst);
    return older.values().stream().limit(limit).map(sheet -> sheet.draft).toList();
  }

  boolean delete(DraftId id) {
    return newestFirst.remove(id) != null;
  }

  Optional<DraftAttachment> attach(DraftId id, DraftAttachment file, byte[] content) {
    Sheet sheet = newestFirst.get(id);
    if (sheet == null || sheet.files.size() >= Draft.MAX_ATTACHMENTS) {
      return Optional.empty();
    }
    sheet.lastNumber++;
    DraftAttachment attached =
        new DraftAttachment(
            sheet.lastNumber, file.name(), file.contentType(), file.contentId(), content.length);
    List<DraftAttachment> all = new ArrayList<>(sheet.draft.attachments());
    all.add(attached);
    sheet.draft = sheet.draft.withAttachments(all);
    sheet.files.put(attached.number(), content);
    return Optional.of(attached);
  }

  boolean detach(DraftId id, int number) {
    Sheet sheet = newestFirst.get(id);
    if (sheet == null || sheet.files.remove(number) == null) {
      return false;
    }
    sheet.draft =
        sheet.draft.withAttachments(
            sheet.draft.attachments().stream().filter(file -> file.number() != number).toList());
    return true;
  }

  Optional<ContentRange> content(DraftId id, int number, long offset, int length) {
    return Optional.ofNullable(newestFirst.get(id))
        .flatMap(sheet -> Optional.ofNullable(sheet.files.get(number)))
        .map(content -> ContentBytes.range(content, offset, length));
  }
}
