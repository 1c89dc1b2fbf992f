package dev.melme.core.view;

import dev.melme.api.NotFoundException;
import dev.melme.api.StoreException;
import dev.melme.api.StoreException.Fault;
import dev.melme.api.StoredContent;
import dev.melme.api.StoredMessage;
import dev.melme.api.workspace.HtmlOptions;
import dev.melme.api.workspace.MessageText;
import dev.melme.api.workspace.MessageView;
import dev.melme.api.workspace.SafeHtml;
import dev.melme.core.mime.ReadableBody;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A view of a stored message, reading what the index does not hold when it is asked for. Safe for
 * many threads: two that ask at once may both read.
 */
public final class StoredMessageView implements MessageView {

  private final StoredMessage message;
  private final Supplier<Optional<StoredContent>> original;
  private volatile @Nullable BodyHtml body;

  /**
   * Opens a view.
   *
   * @param message what the store knows of the message
   * @param original gives its bytes; empty once it was erased
   */
  public StoredMessageView(StoredMessage message, Supplier<Optional<StoredContent>> original) {
    this.message = message;
    this.original = original;
  }

  @Override
  public StoredMessage message() {
    return message;
  }

  @Override
  public MessageText text() {
    return QuoteSplitter.split(message.index().text());
  }

  @Override
  public Optional<String> html() {
    return body().source();
  }

  @Override
  public SafeHtml safeHtml(HtmlOptions options) {
    BodyHtml html = body();
    return html.source().isPresent()
        ? html.safe(options)
        : BodyHtml.SafeText.of(message.index().text());
  }

  private BodyHtml body() {
    BodyHtml known = body;
    if (known == null) {
      known = new BodyHtml(read());
      body = known;
    }
    return known;
  }

  private ReadableBody read() {
    StoredContent content =
        original
            .get()
            .orElseThrow(
                () -> new NotFoundException("Message " + message.id() + " was erased meanwhile"));
    try (InputStream bytes = content.openStream()) {
      return ReadableBody.read(bytes);
    } catch (IOException e) {
      if (e.getCause() instanceof StoreException cause) {
        throw cause;
      }
      throw new StoreException(
          Fault.UNAVAILABLE, "Message " + message.id() + " cannot be read. Try again", e);
    }
  }
}
