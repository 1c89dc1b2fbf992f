package dev.melme.core.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the text parts of a message for somebody who can show HTML: of a multipart/alternative the
 * branch with HTML counts where the index takes the plain one; all other text parts add up.
 */
public final class ReadableBody implements LeafVisitor {

  /** Most decoded bytes that are read of one message; UTF-8 has up to three for a character. */
  private static final int MAX_BYTES = 3 << 20;

  private static final int MAX_PARTS = 100;

  /**
   * One text part.
   *
   * @param html whether the text is HTML, else it is plain
   * @param text the decoded text, line ends as LF
   */
  public record Part(boolean html, String text) {}

  /** A part and the branches of alternatives that it is in. */
  private record Found(Part part, Map<Container, Integer> branches) {}

  private final List<Found> found = new ArrayList<>();
  private final Map<Container, Integer> htmlBranch = new HashMap<>();
  private int left = MAX_BYTES;
  private boolean cut;

  private ReadableBody() {}

  /**
   * Reads a message up to the end of its text.
   *
   * @param message the message as received; not closed
   * @return what there is to read
   * @throws IOException when the message cannot be read
   */
  public static ReadableBody read(InputStream message) throws IOException {
    ReadableBody body = new ReadableBody();
    PartWalk walk =
        new PartWalk(new LineReader(message, new byte[LineReader.WINDOW]), new Scratch());
    walk.visit(body);
    try {
      walk.run();
    } catch (RuntimeException e) {
      // As in the index: a gap in this code must not cost anybody what was found before it.
      body.cut = true;
    }
    return body;
  }

  /**
   * Whether some of the text was too long to be read.
   *
   * @return true when the parts are not all there is
   */
  public boolean cut() {
    return cut;
  }

  @Override
  public Choice next(Leaf leaf) {
    boolean room = left > 0 && found.size() < MAX_PARTS;
    cut |= leaf.readable() && !room;
    return leaf.readable() && room ? Choice.READ : Choice.SKIP;
  }

  @Override
  public int bytesWanted() {
    return left;
  }

  @Override
  public void read(Leaf leaf, BoundedBytes bytes) {
    left -= bytes.length;
    cut |= bytes.overflowed;
    String text =
        leaf.isHtml()
            ? HtmlText.decode(bytes.bytes, bytes.length, leaf.type().charset())
            : plain(leaf, bytes);
    if (text.isBlank()) {
      return;
    }
    Map<Container, Integer> branches = new HashMap<>();
    for (Container container : leaf.inside()) {
      if (container.isAlternative()) {
        branches.put(container, container.child);
        if (leaf.isHtml()) {
          htmlBranch.putIfAbsent(container, container.child);
        }
      }
    }
    found.add(new Found(new Part(leaf.isHtml(), text), branches));
  }

  private static String plain(Leaf leaf, BoundedBytes bytes) {
    String text = TextDecoder.decode(bytes.bytes, 0, bytes.length, leaf.type().charset());
    char[] chars = text.toCharArray();
    int end = CleanText.block(chars, 0, chars.length);
    if (leaf.type().has("format", "flowed")) {
      end = FlowedText.unflow(chars, 0, end, leaf.type().has("delsp", "yes"));
    }
    return new String(chars, 0, end);
  }

  /**
   * The text parts: of each alternative the first branch with HTML, else the first one.
   *
   * @return the parts in their order
   */
  public List<Part> parts() {
    Map<Container, Integer> choice = new HashMap<>(htmlBranch);
    List<Part> parts = new ArrayList<>();
    for (Found each : found) {
      boolean stays = true;
      for (Map.Entry<Container, Integer> branch : each.branches().entrySet()) {
        stays &=
            choice
                .computeIfAbsent(branch.getKey(), c -> branch.getValue())
                .equals(branch.getValue());
      }
      if (stays) {
        parts.add(each.part());
      }
    }
    return parts;
  }
}
