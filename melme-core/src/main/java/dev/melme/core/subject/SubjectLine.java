package dev.melme.core.subject;

/**
 * What a subject is about, without what programs put around it (after RFC 5256 §2.1, with the
 * prefixes of other languages).
 *
 * <pre>
 * "[Acme] AW: Re[2]: Order (fwd)"   base "order", prefixed
 * "[Acme] Order"                    base "order"
 * "Re: [#4711] Order"               base "[#4711] order", prefixed
 * </pre>
 *
 * <p>A tag in brackets is dropped, because list servers add one; a tag with a digit stays, in front
 * of all else: tickets and patches are told apart by it. A subject that is nothing but a tag keeps
 * it.
 *
 * <p>Time and size are linear in the subject, of which the first {@value #MAX} characters count.
 *
 * @param base for comparison, not for display: NFKC, case folded independently of any locale, white
 *     space folded, at most {@value #MAX} characters; empty when nothing is left, which tells
 *     nothing about two messages that have it in common
 * @param prefixed whether there was a reply or forward prefix, a {@code [fwd: ...]} or a trailing
 *     {@code (fwd)}
 */
public record SubjectLine(String base, boolean prefixed) {

  /** The most characters that count. */
  static final int MAX = 998;

  /**
   * Reads a subject.
   *
   * @param subject decoded text, in any form and of any length
   * @return what is left of it
   */
  public static SubjectLine of(String subject) {
    SubjectReader read = SubjectReader.read(subject);
    return new SubjectLine(read.base(), read.answered() || read.forwarded());
  }
}
