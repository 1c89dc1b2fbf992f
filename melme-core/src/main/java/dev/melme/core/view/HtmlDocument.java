package dev.melme.core.view;

import java.util.Iterator;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;

/**
 * HTML as the tree that a browser makes of it, bounded: {@value #MAX_CHARS} characters, {@value
 * #MAX_ELEMENTS} elements, {@value #MAX_DEPTH} levels. What lies beyond the first two is cut off,
 * deeper elements become siblings.
 *
 * <p>The bound on elements is the one that counts: jsoup copies open formatting elements into each
 * paragraph as the standard wants, and 1 Mi characters made a million nodes and 147 MB.
 */
record HtmlDocument(Element body, boolean cut) {

  static final int MAX_CHARS = 1 << 20;
  static final int MAX_ELEMENTS = 50_000;
  static final int MAX_DEPTH = 128;

  static HtmlDocument parse(String html) {
    boolean tooLong = html.length() > MAX_CHARS;
    String head = tooLong ? html.substring(0, MAX_CHARS) : html;
    try (StreamParser parser = new StreamParser(Parser.htmlParser().setMaxDepth(MAX_DEPTH))) {
      parser.parse(head, "");
      Iterator<Element> elements = parser.iterator();
      int count = 0;
      while (count < MAX_ELEMENTS && elements.hasNext()) {
        elements.next();
        count++;
      }
      Document document = parser.document();
      return new HtmlDocument(document.body(), tooLong || count == MAX_ELEMENTS);
    }
  }
}
