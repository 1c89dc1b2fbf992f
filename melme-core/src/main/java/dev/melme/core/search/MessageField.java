package dev.melme.core.search;

import dev.melme.api.Attachment;
import dev.melme.api.Correspondent;
import dev.melme.api.MessageIndex;
import dev.melme.api.workspace.SearchCondition;
import java.util.ArrayList;
import java.util.List;

/** A text of a message that words are looked for in; words in a row never span two of them. */
record MessageField(Role role, CharSequence text) {

  enum Role {
    SUBJECT,
    FROM,
    TO,
    OTHER
  }

  /** The texts that search terms are made of, the short ones first. */
  static List<MessageField> of(MessageIndex index) {
    List<MessageField> fields = new ArrayList<>();
    fields.add(new MessageField(Role.SUBJECT, index.subject()));
    addPeople(fields, Role.FROM, index.from());
    addPeople(fields, Role.TO, index.to());
    addPeople(fields, Role.TO, index.cc());
    addPeople(fields, Role.OTHER, index.replyTo());
    for (Attachment attachment : index.attachments()) {
      fields.add(new MessageField(Role.OTHER, attachment.name()));
    }
    fields.add(new MessageField(Role.OTHER, index.text()));
    return fields;
  }

  private static void addPeople(List<MessageField> fields, Role role, List<Correspondent> people) {
    for (Correspondent person : people) {
      fields.add(new MessageField(role, person.name()));
      fields.add(new MessageField(role, person.address()));
    }
  }

  boolean isAskedBy(SearchCondition.Kind kind) {
    return switch (kind) {
      case WORD, PHRASE -> true;
      case SUBJECT -> role == Role.SUBJECT;
      case FROM -> role == Role.FROM;
      case TO -> role == Role.TO;
      default -> false;
    };
  }
}
