/**
 * Writing messages, out of values that were chosen one by one.
 *
 * <pre>
 * WireMessage --MessageWriter--+--&gt; FieldWriter: the choke point of header fields
 *                              |      ^                (CleanLine), folding
 *                              |      |  EncodedText, AddressPieces, ParameterPieces
 *                              |
 *                              +--WirePart.Text--&gt; TextBody: quoted-printable or base64
 *                              '--WirePart.File--&gt; FileBody: Base64Output, or EmbeddedMessage
 *                                                            without its trace fields
 * </pre>
 *
 * <p>Files are read while they are written, and held nowhere. What MIME libraries add on their own
 * (a Message-ID with the name of the host, boundaries that count, the time zone) has no place here.
 */
@NullMarked
package dev.melme.core.wire;

import org.jspecify.annotations.NullMarked;
