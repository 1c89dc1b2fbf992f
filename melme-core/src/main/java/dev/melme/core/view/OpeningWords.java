package dev.melme.core.view;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The words of {@link QuoteOpening}, in the languages that mail programs speak. */
final class OpeningWords {

  /** The fields that such a header shows. */
  enum Label {
    FROM,
    DATE,
    TO,
    SUBJECT,
    OTHER,
    /** The line shows no field. */
    NONE
  }

  private static final int MAX_LABEL = 25;

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

  private OpeningWords() {}

  private static void labels(Label label, String... names) {
    for (String name : names) {
      LABELS.put(name, label);
    }
  }

  /** Whether the line separates what is new from a message that is quoted whole. */
  static boolean isSeparator(String text) {
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

  /** The field that a line of header shows, NONE for other lines. */
  static Label label(String text) {
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
