package dev.melme.core.view;

import dev.melme.core.view.Line.Mark;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What mail programs put in front of a message that they quote whole: a separator line, the header
 * fields of that message, or both, in the languages that they speak.
 */
final class QuoteOpening {

  /** The fields that such a header shows. */
  private enum Label {
    FROM,
    DATE,
    TO,
    SUBJECT,
    OTHER,
    /** The line shows no field. */
    NONE
  }

  private static final int MAX_LABEL = 25;
  private static final int MAX_HEADER_LINES = 14;
  private static final int MAX_FOLDS = 3;

  private static final Map<String, Label> LABELS = new HashMap<>();

  static {
    labels(Label.FROM, "from", "von", "de", "van", "da", "fra", "från", "od", "ot", "от");
    labels(Label.FROM, "від", "вид", "lähettäjä", "feladó", "kimden", "gönderen");
    labels(Label.FROM, "από", "发件人", "寄件者", "差出人", "送信者", "보낸 사람", "מאת", "من");
    labels(
        Label.FROM,
        "expéditeur",
        "mittente",
        "remitente",
        "remetente",
        "absender",
        "afzender",
        "nadawca");
    labels(
        Label.DATE,
        "date",
        "sent",
        "datum",
        "gesendet",
        "envoyé",
        "envoyé le",
        "enviado",
        "enviado el");
    labels(
        Label.DATE,
        "enviado em",
        "fecha",
        "data",
        "inviato",
        "verzonden",
        "dato",
        "sendt",
        "skickat");
    labels(
        Label.DATE,
        "lähetetty",
        "päiväys",
        "wysłano",
        "odesláno",
        "отправлено",
        "дата",
        "надіслано");
    labels(
        Label.DATE,
        "message du",
        "elküldve",
        "dátum",
        "tarih",
        "gönderilme",
        "日期",
        "发送时间",
        "日付",
        "送信日時");
    labels(Label.DATE, "보낸 날짜", "תאריך", "נשלח", "ημερομηνία", "التاريخ");
    labels(
        Label.TO,
        "to",
        "an",
        "à",
        "a",
        "para",
        "aan",
        "til",
        "till",
        "do",
        "komu",
        "кому",
        "vastaanottaja");
    labels(
        Label.TO,
        "címzett",
        "kime",
        "προς",
        "收件人",
        "宛先",
        "받는 사람",
        "אל",
        "إلى",
        "destinataire",
        "empfänger");
    labels(
        Label.SUBJECT,
        "subject",
        "betreff",
        "objet",
        "asunto",
        "assunto",
        "oggetto",
        "onderwerp",
        "emne");
    labels(
        Label.SUBJECT,
        "ämne",
        "aihe",
        "temat",
        "předmět",
        "тема",
        "tárgy",
        "konu",
        "θέμα",
        "主题",
        "主旨",
        "件名");
    labels(Label.SUBJECT, "제목", "נושא", "الموضوع", "sujet", "ass.", "asunto del mensaje");
    labels(
        Label.OTHER,
        "cc",
        "kopie",
        "copie à",
        "ccópia",
        "copia",
        "kopia",
        "kopi",
        "reply-to",
        "risposta",
        "antwort an");
    labels(
        Label.OTHER,
        "importance",
        "attachments",
        "抄送",
        "копия",
        "répondre à",
        "sender",
        "bcc",
        "priority");
  }

  private static final Set<String> SEPARATORS =
      Set.of(
          "original message",
          "forwarded message",
          "original appointment",
          "reply message",
          "original nachricht",
          "ursprüngliche nachricht",
          "weitergeleitete nachricht",
          "originalnachricht",
          "message original",
          "message d'origine",
          "message d’origine",
          "message transféré",
          "message transmis",
          "mensaje original",
          "mensaje reenviado",
          "mensagem original",
          "mensagem encaminhada",
          "messaggio originale",
          "messaggio inoltrato",
          "oorspronkelijk bericht",
          "doorgestuurd bericht",
          "originalmeddelande",
          "ursprungligt meddelande",
          "vidarebefordrat meddelande",
          "opprinnelig melding",
          "oprindelig meddelelse",
          "videresendt melding",
          "alkuperäinen viesti",
          "oryginalna wiadomość",
          "wiadomość oryginalna",
          "wiadomość przekazana",
          "původní zpráva",
          "původná správa",
          "eredeti üzenet",
          "mesaj original",
          "orijinal mesaj",
          "исходное сообщение",
          "пересылаемое сообщение",
          "пересланное сообщение",
          "оригінальне повідомлення",
          "原始邮件",
          "原始郵件",
          "转发的邮件",
          "轉寄郵件",
          "元のメッセージ",
          "원본 메시지",
          "הודעה מקורית");

  /** These stand without lines drawn around them. */
  private static final Set<String> BARE_SEPARATORS =
      Set.of(
          "begin forwarded message:",
          "anfang der weitergeleiteten nachricht:",
          "début du message réexpédié :",
          "début du message transféré :",
          "inicio del mensaje reenviado:",
          "inizio messaggio inoltrato:",
          "begin doorgestuurd bericht:",
          "vidarebefordrat brev:",
          "start på videresendt besked:",
          "videresendt melding:",
          "начало пересылаемого сообщения:",
          "início da mensagem reencaminhada:");

  private final List<Line> lines;
  private final @Nullable Label[] labels;

  QuoteOpening(List<Line> lines) {
    this.lines = lines;
    this.labels = new Label[lines.size()];
  }

  private static void labels(Label label, String... names) {
    for (String name : names) {
      LABELS.put(name, label);
    }
  }

  /** How many lines, from this one on, open a quoted message; 0 when this line opens none. */
  int length(int at) {
    Line line = lines.get(at);
    if (line.mark() == Mark.BEGINS_QUOTED) {
      return Math.max(1, withHeader(at, at));
    }
    if (line.mark() == Mark.QUOTED) {
      return 0;
    }
    if (isSeparator(line.text())) {
      return withHeader(at, at + 1);
    }
    if (Words.isRuler(line.text())) {
      int header = header(afterBlank(at + 1));
      return header == 0 ? 0 : afterBlank(at + 1) + header - at;
    }
    return header(at);
  }

  private int withHeader(int at, int from) {
    int next = afterBlank(from);
    int header = header(next);
    return (header == 0 ? from : next + header) - at;
  }

  /** The next line that is not blank, at most two lines on; the same line when there is none. */
  private int afterBlank(int from) {
    for (int i = from; i < lines.size() && i <= from + 2; i++) {
      if (!lines.get(i).isBlank()) {
        return i;
      }
    }
    return from;
  }

  private static boolean isSeparator(String text) {
    if (text.length() > 120) {
      return false;
    }
    String plain = Words.plain(text);
    int start = 0;
    int end = plain.length();
    while (start < end && "-=> ".indexOf(plain.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && "-=< :".indexOf(plain.charAt(end - 1)) >= 0) {
      end--;
    }
    boolean drawn = start >= 2 || text.startsWith("__");
    return drawn && SEPARATORS.contains(plain.substring(start, end))
        || BARE_SEPARATORS.contains(plain);
  }

  /** How many lines of header fields begin here; 0 when too few are named to be sure. */
  private int header(int at) {
    if (at >= lines.size() || lines.get(at).mark() == Mark.QUOTED || labelOf(at) == Label.NONE) {
      return 0;
    }
    Set<Label> seen = EnumSet.noneOf(Label.class);
    int folds = 0;
    int end = at;
    for (int i = at; i < lines.size() && i < at + MAX_HEADER_LINES; i++) {
      Label label = labelOf(i);
      if (label != Label.NONE) {
        seen.add(label);
        folds = 0;
        end = i + 1;
      } else if (lines.get(i).isBlank() ? seen.size() > 1 : ++folds > MAX_FOLDS) {
        break;
      }
    }
    boolean sure = seen.contains(Label.FROM) && seen.size() >= 2 || seen.size() >= 3;
    return sure || isLoneFrom(at) ? end - at : 0;
  }

  /** {@code From: Name <address>} on a line of its own. */
  private boolean isLoneFrom(int at) {
    String text = lines.get(at).text().strip();
    boolean apart = at == 0 || lines.get(at - 1).isBlank();
    boolean alone = at + 1 == lines.size() || lines.get(at + 1).isBlank();
    return apart
        && alone
        && labelOf(at) == Label.FROM
        && text.endsWith(">")
        && text.lastIndexOf('@') > text.indexOf('<')
        && text.indexOf('<') > 0;
  }

  private Label labelOf(int at) {
    Label known = labels[at];
    if (known == null) {
      known = label(lines.get(at).text());
      labels[at] = known;
    }
    return known;
  }

  private static Label label(String text) {
    String head = text.length() > 3 * MAX_LABEL ? text.substring(0, 3 * MAX_LABEL) : text;
    if (head.indexOf(':') < 0 && head.indexOf('\uff1a') < 0) {
      return Label.NONE;
    }
    String plain = Words.plain(head);
    int colon = plain.indexOf(':');
    int wide = plain.indexOf('\uff1a');
    int end = colon < 0 || wide >= 0 && wide < colon ? wide : colon;
    return end <= 0 || end > MAX_LABEL
        ? Label.NONE
        : LABELS.getOrDefault(plain.substring(0, end).strip(), Label.NONE);
  }
}
