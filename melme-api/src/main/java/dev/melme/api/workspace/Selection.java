package dev.melme.api.workspace;

import dev.melme.api.ConversationId;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Folder;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Which messages something is to be done with. */
public sealed interface Selection {

  /**
   * These messages.
   *
   * @param ids any number of ids; those that the mailbox does not have are left out
   * @return the selection
   */
  static Selection of(MessageId... ids) {
    return new Messages(List.of(ids));
  }

  /**
   * These messages.
   *
   * @param ids any number of ids; those that the mailbox does not have are left out
   * @return the selection
   */
  static Selection of(Collection<MessageId> ids) {
    return new Messages(List.copyOf(ids));
  }

  /**
   * The messages of conversations, as far as they lie in one folder.
   *
   * @param folder the folder
   * @param ids any number of ids
   * @return the selection
   */
  static Selection ofConversations(Folder folder, Collection<ConversationId> ids) {
    return new Conversations(folder, List.copyOf(ids));
  }

  /**
   * All messages that meet a filter when it is their turn. Messages that come in meanwhile are left
   * out.
   *
   * @param filter the filter
   * @return the selection
   */
  static Selection all(EntryFilter filter) {
    return new Matching(filter);
  }

  /**
   * Some messages.
   *
   * @param ids their ids
   */
  record Messages(List<MessageId> ids) implements Selection {

    /** Copies the ids. */
    public Messages {
      ids = List.copyOf(ids);
    }
  }

  /**
   * Some conversations in one folder.
   *
   * @param folder the folder
   * @param ids their ids
   */
  record Conversations(Folder folder, List<ConversationId> ids) implements Selection {

    /** Copies the ids. */
    public Conversations {
      Objects.requireNonNull(folder, "folder");
      ids = List.copyOf(ids);
    }
  }

  /**
   * All that meets a filter.
   *
   * @param filter the filter
   */
  record Matching(EntryFilter filter) implements Selection {

    /** Checks that nothing is missing. */
    public Matching {
      Objects.requireNonNull(filter, "filter");
    }
  }
}
