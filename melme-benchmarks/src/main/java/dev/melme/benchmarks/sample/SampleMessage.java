package dev.melme.benchmarks.sample;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A message as it comes from a newsletter or a shop: 21 header fields, text and HTML in
 * quoted-printable, and, when it is large, a PDF in Base64. It has as many bytes as asked for.
 *
 * <p>Each delivery gets another number in Message-ID and subject, so that no two have the same
 * bytes. For one thread.
 */
public final class SampleMessage {

  private static final String NUMBER = "0000000000";
  private static final String FILLER = "@filler@";

  private static final String HEADER =
      """
      Received: from mx3.acme.example (mx3.acme.example [192.0.2.33]) by store.acme.example with ESMTPS id \
      4ZxQ7r2kLmz9sT1; Tue, 13 Jan 2026 09:14:07 +0000 (UTC)
      Received: from out-17.sender.example (out-17.sender.example [198.51.100.17])
      \t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))
      \tby mx3.acme.example (Postfix) with ESMTPS id 4ZxQ7q5jVnz2xB
      \tfor <inbox@acme.example>; Tue, 13 Jan 2026 09:14:06 +0000 (UTC)
      Received: from app.sender.example (unknown [10.4.0.12]) by out-17.sender.example id h81kq2j3vr0q;
      \tTue, 13 Jan 2026 10:14:05 +0100
      DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=sender.example; s=s2048;
      \tt=1768295645; h=from:to:subject:date:message-id:list-unsubscribe:mime-version;
      \tbh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
      \tb=Kz6fYB0sBzv1ovj2mTWmWlVBK0yTSRrGu5sTjBSOHyS0X7yGfLSTSG4LgPpiuXkw7V1bqU
      Authentication-Results: mx3.acme.example; dkim=pass header.d=sender.example; spf=pass
      Message-ID: <0000000000.4711.news@app.sender.example>
      Date: Tue, 13 Jan 2026 10:14:05 +0100
      From: =?UTF-8?Q?J=C3=B6rg_Sender?= <news@sender.example>
      Reply-To: Service <service@sender.example>
      To: Acme Support <inbox@acme.example>
      Cc: "Doe, Jane" <jane@partner.example>
      Subject: =?UTF-8?Q?Your_order_no=2E_?= 0000000000 has been =?UTF-8?Q?shipped_=E2=9C=93?=
      In-Reply-To: <20260112081500.99@acme.example>
      References: <20260110120000.12@acme.example> <20260112081500.99@acme.example>
      List-Id: Orders <orders.sender.example>
      List-Unsubscribe: <https://sender.example/u/8f14e45fceea167a>
      Precedence: bulk
      X-Mailer: Sender 4.2
      X-Tracking-Id: @filler@
      MIME-Version: 1.0
      """;

  /** How the ids begin that a message refers to. */
  private static final Pattern REFERENCE = Pattern.compile("<202601\\d{4}");

  private final byte[] bytes;
  private final int[] places;

  private SampleMessage(String message) {
    this.bytes = message.getBytes(US_ASCII);
    int headerEnd = message.indexOf("\r\n\r\n");
    this.places =
        Pattern.compile(NUMBER)
            .matcher(message.substring(0, headerEnd))
            .results()
            .mapToInt(MatchResult::start)
            .toArray();
  }

  /** Messages that all refer to the same two others: one conversation. */
  public static SampleMessage of(MessageSize size) {
    return new SampleMessage(text(size));
  }

  /** Messages that each refer to two others of their own: as many conversations. */
  public static SampleMessage unrelated(MessageSize size) {
    return new SampleMessage(REFERENCE.matcher(text(size)).replaceAll("<" + NUMBER));
  }

  private static String text(MessageSize size) {
    String message =
        size == MessageSize.LARGE ? withAttachment(size.bytes()) : withText(size.bytes());
    return filled(message, size.bytes());
  }

  /** As many words as fit. */
  private static String withText(int most) {
    Prose prose = new Prose();
    StringBuilder text = new StringBuilder();
    String fitting = write("", "");
    for (String next = fitting; next.length() <= most; next = write(text, "")) {
      fitting = next;
      int words = 1 + (most - next.length()) / 400;
      for (int i = 0; i < words; i++) {
        text.append(prose.next());
      }
    }
    return fitting;
  }

  /** A short text, and as many whole lines of Base64 as fit. */
  private static String withAttachment(int most) {
    Prose prose = new Prose();
    StringBuilder text = new StringBuilder();
    while (text.length() < 1_500) {
      text.append(prose.next());
    }
    int lines = (most - write(text, "=").length()) / 78;
    byte[] content = new byte[lines * 57];
    new Random(3).nextBytes(content);
    return write(text, Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(content));
  }

  /** A header field of any length makes up what no word and no line fits into. */
  private static String filled(String message, int size) {
    int missing = size - message.length() + FILLER.length();
    StringBuilder filler = new StringBuilder();
    while (filler.length() < missing) {
      boolean fold = filler.length() % 70 == 60 && filler.length() + 3 < missing;
      filler.append(fold ? "\r\n\t" : Integer.toHexString(filler.length() * 7 % 16));
    }
    return message.replace(FILLER, filler);
  }

  private static String write(CharSequence prose, String attachment) {
    String alternative =
        """
        Content-Type: multipart/alternative; boundary="=_alt_5f2c9d"

        --=_alt_5f2c9d
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        %s
        --=_alt_5f2c9d
        Content-Type: text/html; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        %s
        --=_alt_5f2c9d--
        """
            .formatted(
                QuotedPrintableText.encode(prose.toString()),
                QuotedPrintableText.encode(html(prose.toString())));
    if (attachment.isEmpty()) {
      return (HEADER + alternative).replace("\n", "\r\n");
    }
    return (HEADER
            + """
            Content-Type: multipart/mixed; boundary="=_mix_81be07"

            --=_mix_81be07
            %s
            --=_mix_81be07
            Content-Type: application/pdf; name="invoice.pdf"
            Content-Disposition: attachment; filename="invoice.pdf"
            Content-Transfer-Encoding: base64

            %s
            --=_mix_81be07--
            """
                .formatted(alternative, attachment))
        .replace("\n", "\r\n");
  }

  private static String html(String text) {
    return "<html><head><title>Your order</title></head><body>"
        + text.replaceAll("(?m)^(.+)$", "<p style=\"margin:0 0 1em\">$1</p>")
        + "<a href=\"https://sender.example/o\">Track it</a></body></html>";
  }

  /**
   * The message with another number.
   *
   * @param number up to ten digits
   * @return the bytes, always in the same array
   */
  public byte[] numbered(long number) {
    long rest = number;
    for (int i = NUMBER.length() - 1; i >= 0; i--) {
      byte digit = (byte) ('0' + rest % 10);
      for (int place : places) {
        bytes[place + i] = digit;
      }
      rest /= 10;
    }
    return bytes;
  }
}
