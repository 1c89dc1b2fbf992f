package dev.melme.core.view;

import java.util.List;

/**
 * One of the outputs of a {@link SafeHtmlWriter}: all of the body, or a part of it in which
 * elements are opened only when something of theirs is written.
 */
final class HtmlSink {

  private final StringBuilder out = new StringBuilder();

  /** How many of the open elements, from the outermost on, are open in this output. */
  private int opened;

  private final List<OpenElement> path;

  /** An element that is open in the input. */
  record OpenElement(String name, String startTag) {}

  /** Begins an output; the path of open elements is that of the writer. */
  HtmlSink(List<OpenElement> path) {
    this.path = path;
  }

  /** Whether the innermost element is open here. */
  boolean hasInnermost() {
    return opened == path.size();
  }

  void append(String html) {
    open();
    out.append(html);
  }

  /** Opens what is open in the input and not yet here. */
  void open() {
    while (opened < path.size()) {
      out.append(path.get(opened++).startTag());
    }
  }

  /** Closes the innermost element, if it is open here. */
  void close() {
    if (hasInnermost()) {
      out.append("</").append(path.get(path.size() - 1).name()).append('>');
      opened--;
    }
  }

  int length() {
    return out.length();
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
