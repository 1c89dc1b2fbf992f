package dev.melme.jdbc;

import dev.melme.api.AliasPattern;
import dev.melme.api.Attachment;
import dev.melme.api.Correspondent;
import dev.melme.api.EmailAddress;
import dev.melme.api.MatchedAlias;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists of values in the form of {@link Packed}. */
final class PackedValues {

  private PackedValues() {}

  static String aliases(List<MatchedAlias> aliases) {
    Packed.Writer writer = new Packed.Writer();
    for (MatchedAlias alias : aliases) {
      writer
          .field(alias.recipient().toString())
          .field(alias.alias().toString())
          .field(alias.tag().orElse(null))
          .end();
    }
    return writer.toString();
  }

  static List<MatchedAlias> toAliases(String packed) {
    List<MatchedAlias> aliases = new ArrayList<>(1);
    for (List<@Nullable String> fields : Packed.records(packed)) {
      aliases.add(
          new MatchedAlias(
              EmailAddress.parse(text(fields, 0)),
              AliasPattern.parse(text(fields, 1)),
              Optional.ofNullable(fields.get(2))));
    }
    return aliases;
  }

  static String correspondents(List<Correspondent> correspondents) {
    Packed.Writer writer = new Packed.Writer();
    for (Correspondent correspondent : correspondents) {
      writer.field(correspondent.name()).field(correspondent.address()).end();
    }
    return writer.toString();
  }

  static List<Correspondent> toCorrespondents(String packed) {
    int tab = Packed.middle(packed);
    if (tab >= 0) {
      String address = packed.substring(tab + 1, packed.length() - 1);
      return List.of(new Correspondent(packed.substring(0, tab), address));
    }
    List<Correspondent> correspondents = new ArrayList<>(1);
    for (List<@Nullable String> fields : Packed.records(packed)) {
      correspondents.add(new Correspondent(text(fields, 0), text(fields, 1)));
    }
    return correspondents;
  }

  static String texts(List<String> texts) {
    Packed.Writer writer = new Packed.Writer();
    for (String text : texts) {
      writer.field(text).end();
    }
    return writer.toString();
  }

  static List<String> toTexts(String packed) {
    List<String> texts = new ArrayList<>();
    for (List<@Nullable String> fields : Packed.records(packed)) {
      texts.add(text(fields, 0));
    }
    return texts;
  }

  static String attachments(List<Attachment> attachments) {
    Packed.Writer writer = new Packed.Writer();
    for (Attachment attachment : attachments) {
      writer
          .field(attachment.partPath())
          .field(attachment.name())
          .field(attachment.contentType())
          .field(Long.toString(attachment.sizeBytes()))
          .field(attachment.contentId().orElse(null))
          .field(attachment.placement().name())
          .end();
    }
    return writer.toString();
  }

  static List<Attachment> toAttachments(String packed) {
    List<Attachment> attachments = new ArrayList<>();
    for (List<@Nullable String> fields : Packed.records(packed)) {
      attachments.add(
          new Attachment(
              text(fields, 0),
              text(fields, 1),
              text(fields, 2),
              Long.parseLong(text(fields, 3)),
              Optional.ofNullable(fields.get(4)),
              Attachment.Placement.valueOf(text(fields, 5))));
    }
    return attachments;
  }

  private static String text(List<@Nullable String> fields, int index) {
    return Objects.requireNonNull(fields.get(index), "a packed field that is never absent");
  }
}
