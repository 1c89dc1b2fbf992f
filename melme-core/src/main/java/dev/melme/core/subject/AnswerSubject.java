package dev.melme.core.subject;

/**
 * The subjects of answers and of messages that are handed on.
 *
 * <p>A subject that says already what it is, in any language, stays as it is: {@code AW: Order} is
 * answered under {@code AW: Order}, for programs that compare subjects know their own prefix alone.
 */
public final class AnswerSubject {

  private static final String ANSWER = "Re: ";
  private static final String FORWARD = "Fwd: ";

  private AnswerSubject() {}

  /**
   * The subject of an answer.
   *
   * @param subject the subject of what is answered, one line
   * @param max the most characters
   * @return the subject with one prefix of an answer, cut
   */
  public static String reply(String subject, int max) {
    return cut(SubjectReader.read(subject).answered() ? subject : ANSWER + subject, max);
  }

  /**
   * The subject of a message that is handed on.
   *
   * @param subject the subject of that message, one line
   * @param max the most characters
   * @return the subject with one prefix of a forwarded message, cut
   */
  public static String forward(String subject, int max) {
    return cut(SubjectReader.read(subject).forwarded() ? subject : FORWARD + subject, max);
  }

  private static String cut(String subject, int max) {
    int end = Math.min(subject.length(), max);
    if (end < subject.length() && Character.isHighSurrogate(subject.charAt(end - 1))) {
      end--;
    }
    return subject.substring(0, end).strip();
  }
}
