package dev.melme.core.view;

import dev.melme.api.workspace.MessageText;
import dev.melme.api.workspace.TextSection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the tests of another project say of one of its files.
 *
 * @param file the file
 * @param own the new text; ending with an ellipsis when only its beginning is told; blank when it
 *     is the first paragraph of the file
 * @param kinds the kinds of the sections in order, as O, Q and S; empty when nothing is told
 * @param absent what must not be in the new text; empty when nothing is told
 */
record ReplyExpectation(String file, String own, String kinds, String absent) {

  private static final String PARAGRAPH = "";

  static final List<ReplyExpectation> GITHUB =
      List.of(
          of("correct_sig.txt", "this is an email with a correct -- signature.", "OS"),
          of("email_1_2.txt", "Hi,\n...", "OQOQS"),
          of("email_1_3.txt", "Oh thanks.\n\nHaving the function would be great.", "OSQS"),
          of("email_1_4.txt", "Awesome! I haven't had another problem with it.", "OQ"),
          of("email_1_5.txt", "One: Here's what I've got...", "O"),
          of("email_1_6.txt", "I get proper rendering as well....", ""),
          of("email_1_7.txt", ":+1:", "OQ"),
          of("email_1_8.txt", "I will reply under this one\n\nand under this.", "QOQOQS"),
          of("email_2_1.txt", "Outlook with a reply", ""),
          of("email_2_2.txt", "Outlook with a reply directly above line", ""),
          of("email_2_3.txt", "Outlook with a reply directly above line", ""),
          of(
              "email_bullets.txt",
              "test 2 this should list second\n\nand have spaces\n\nand retain this formatting\n\n\n"
                  + "   - how about bullets\n   - and another",
              ""),
          of("email_iPhone.txt", "Here is another email", ""),
          of("email_multi_word_sent_from_my_mobile_device.txt", "Here is another email", ""),
          of(
              "email_sent_from_my_not_signature.txt",
              "Here is another email\n\nSent from my desk, is much easier then my mobile phone.",
              ""),
          of("email_sig_delimiter_in_middle_of_line.txt", "Hi there!...", "O"),
          of("greedy_on.txt", "On your remote host...", "OQ"),
          of("pathological.txt", "I think you're onto something...", ""));

  static final List<ReplyExpectation> ZAPIER =
      List.of(
          of("email_gmail.txt", "This is a test for inbox replying to a github message.", ""),
          of("email_2_3.txt", "Outlook with a reply above headers using unusual format", ""),
          new ReplyExpectation(
              "email_partial_quote_header.txt",
              "On your remote host you can run:...",
              "",
              "George"),
          of("email_headers_no_delimiter.txt", "And another reply!", ""));

  static final List<ReplyExpectation> WILLDURAND =
      List.of(
          of("correct_sig.txt", "this is an email with a correct -- signature.", "OS"),
          of("email_7.txt", PARAGRAPH, ""),
          of("email_8.txt", PARAGRAPH, ""),
          of("email_9.txt", PARAGRAPH, ""),
          of("email_10.txt", PARAGRAPH, ""),
          of("email_11.txt", PARAGRAPH, ""),
          of("email_12.txt", PARAGRAPH, ""),
          of("email_13.txt", PARAGRAPH, ""),
          of("email_14.txt", PARAGRAPH, ""),
          of("email_16.txt", PARAGRAPH, ""),
          of("email_17.txt", PARAGRAPH, ""),
          of("email_18.txt", PARAGRAPH, ""),
          of("email_23.txt", PARAGRAPH, ""),
          new ReplyExpectation("email_23_1.txt", "Fusce bibendum...", "OQ", "Ticket"),
          of("email_norwegian_gmail.txt", PARAGRAPH, ""),
          of("email_20.txt", "On Thursday.", "OQ"),
          of("email_21.txt", "On Thursday:...", ""),
          of("email_4.txt", PARAGRAPH, "OQ"),
          of("email_2_1.txt", "Outlook with a reply", ""),
          of("email_w10_mail.txt", "Great thanks Bort, going for a test now.\nBraxton", ""),
          of(
              "email_bullets.txt",
              "test 2 this should list second\n\nand have spaces\n\nand retain this formatting\n\n\n"
                  + "   - how about bullets\n   - and another",
              ""),
          of("email_thread.txt", "This is new email reply in thread from bellow.", "OQ"),
          of("email_custom_quote_header.txt", "Thank you!", ""),
          of("email_customer_quote_header_2.txt", "Thank you very much.", "OQ"),
          of(
              "email_customer_quote_header_3.txt",
              "bonjour,\nje n'ai pas eu de retour sur ma pr\u00e9cision..\nmerci d'avance",
              "OQ"),
          of("email_ls-l.txt", "MIME-Version: 1.0...", "OS"),
          new ReplyExpectation("email_zimbra_free_en.txt", "Bonjour Toby...", "OQ", "Flenderson"),
          new ReplyExpectation("email_zimbra_free_fr.txt", "Bonjour ...", "OQ", "Flenderson"),
          of(
              "sig_no_empty_line.txt",
              "this is an email with a signature with no empty line above.",
              "OS"));

  /** Each stands above a quoted message. */
  static final List<String> ATTRIBUTIONS =
      List.of(
          "On Tue, 2011-03-01 at 18:02 +0530, Abhishek Kona wrote:",
          "2014-03-20 8:48 GMT+01:00 R\u00e9mi Dolan <do_not_reply@dolan.com>:",
          "2014-03-20 20:48 GMT+01:00 R\u00e9mi Dolan <do_not_reply@dolan.com>:",
          "2014-03-09 20:48 GMT+01:00 R\u00e9mi Dolan <do_not_reply@dolan.com>:",
          "Le 19 mars 2014 10:37, C\u00e9dric Lombardot <cedric.lombardot@gmail.com> a \u00e9crit :",
          "El 19/03/2014 11:34, Juan P\u00e9rez <juan.perez@mailcatch.com> escribi\u00f3:",
          "El 19/03/2014 11:34, Juan P\u00e9rez <juan.perez@mailcatch.com> ha escrit:",
          "W dniu 7 stycznia 2015 15:24 u\u017cytkownik Pawe\u0142 Brzoski <pbrzoski91@gmail.com> napisa\u0142:",
          "Le 19/03/2014 11:34, Georges du chemin a \u00e9crit :",
          "W dniu 2015-01-07 14:23, pbrzoski91@gmail.com pisze: ",
          "Den 08/06/2015 kl. 21.21 skrev Test user <test@example.com>:",
          "Am 25.06.2015 um 10:55 schrieb Test user:",
          "Test user <test@example.com> schrieb:",
          "\u5728 2016\u5e7411\u67088\u65e5\uff0c\u4e0b\u53482:23\uff0cTest user <test@example.com> \u5199\u9053\uff1a",
          "2016. 11. 8. \uc624\ud6c4 12:39 Test user <test@example.com> \uc791\uc131:",
          "2016/11/08 14:26\u3001Test user <test@example.com> \u306e\u30e1\u30c3\u30bb\u30fc\u30b8:",
          "tir. 18. apr. 2017 kl. 13:09 skrev Test user <test@example.com>:");

  private static ReplyExpectation of(String file, String own, String kinds) {
    return new ReplyExpectation(file, own, kinds, "");
  }

  /** What is different, empty when nothing is. */
  String differenceTo(MessageText split, String text) {
    String found = ReplyCorpusTest.comparable(split.own());
    boolean begins = own.endsWith("...");
    String expected = begins ? own.substring(0, own.length() - 3) : own;
    if (own.equals(PARAGRAPH)) {
      found = ReplyCorpusTest.comparable(first(split));
      expected = text.replace("\r\n", "\n").strip().split("\n\\s*\n", 2)[0];
    }
    expected = ReplyCorpusTest.comparable(expected);
    if (begins ? !found.startsWith(expected) : !found.equals(expected)) {
      return "new text: " + found;
    }
    if (!absent.isEmpty() && found.contains(absent)) {
      return "new text holds " + absent;
    }
    String sections =
        split.sections().stream()
            .filter(section -> !section.text().isBlank())
            .map(section -> initial(section.kind()))
            .collect(Collectors.joining());
    return kinds.isEmpty() || kinds.equals(sections) ? "" : "sections: " + sections;
  }

  private static String first(MessageText split) {
    return split.sections().isEmpty() ? "" : split.sections().get(0).text();
  }

  private static String initial(TextSection.Kind kind) {
    return kind.name().substring(0, 1);
  }
}
