/**
 * Subjects: what they are about, and how they are answered.
 *
 * <pre>
 * subject --fold--&gt; SubjectReader --prefixes (SubjectPrefix), tags--&gt; base, answered?, forwarded?
 *                      |                                               |
 *                      |  SubjectLine: threading compares the base  &lt;--+
 *                      '--AnswerSubject: "Re: " or "Fwd: ", once    &lt;--'
 * </pre>
 */
@NullMarked
package dev.melme.core.subject;

import org.jspecify.annotations.NullMarked;
