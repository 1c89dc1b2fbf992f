package dev.melme.core.mime;

import java.util.List;

/**
 * A part without parts, as a {@link LeafVisitor} meets it.
 *
 * @param path position in the part tree
 * @param type its content type
 * @param encoding its transfer encoding
 * @param readable whether it is text that people read, else it is an attachment
 * @param inside the multiparts that it is in, the outermost first; their place moves on later
 */
record Leaf(
    String path,
    ContentType type,
    LeafBody.Encoding encoding,
    boolean readable,
    List<Container> inside) {

  boolean isHtml() {
    return readable && type.is("text", "html");
  }
}
