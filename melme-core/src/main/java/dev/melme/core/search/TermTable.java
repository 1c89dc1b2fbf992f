package dev.melme.core.search;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The distinct terms in the order they came, and the output text at once: terms are written
 * straight into the output buffer, and an open-addressing table over it finds doubles.
 */
final class TermTable {

  private static final int SLOTS = 4096;

  /** Room for the longest possible output. */
  private static final int MAX_BYTES = SearchAnalyzer.MAX_TERMS * (SearchAnalyzer.MAX_TERM + 1);

  /** FNV-1a, 64 bit: what the shown hash of a long word is made of; part of the stored form. */
  private static final long SEED = 0xcbf29ce484222325L;

  private static final long PRIME = 0x100000001b3L;

  private static final long MIXER = 0x9E3779B97F4A7C15L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Offset of the term plus one; 0 is free. */
  private final int[] offsets = new int[SLOTS];

  private final int[] hashes = new int[SLOTS];
  private byte[] out = new byte[4096];
  private int length;
  private int count;

  private int termStart;
  private int termLength;

  /** Of the whole word, as soon as it is longer than a term; meaningless before. */
  private long longWordHash;

  void clear() {
    if (count > 0) {
      Arrays.fill(offsets, 0);
    }
    length = 0;
    count = 0;
    if (out.length > 64 * 1024) {
      out = new byte[4096];
    }
  }

  boolean full() {
    return count >= SearchAnalyzer.MAX_TERMS;
  }

  String text() {
    return new String(out, 0, Math.max(0, length - 1), StandardCharsets.ISO_8859_1);
  }

  /** Begins a term at the end of the output. */
  void begin() {
    termStart = length;
    termLength = 0;
    if (out.length - length < SearchAnalyzer.MAX_TERM + 8) {
      out = Arrays.copyOf(out, Math.min(MAX_BYTES + 128, out.length * 2));
    }
  }

  /** Adds one character; those beyond the bound only count for the hash. */
  void put(byte c) {
    if (termLength < SearchAnalyzer.MAX_TERM) {
      out[termStart + termLength] = c;
    } else {
      if (termLength == SearchAnalyzer.MAX_TERM) {
        hashFirst();
      }
      longWordHash = (longWordHash ^ c) * PRIME;
    }
    termLength++;
  }

  private void hashFirst() {
    longWordHash = SEED;
    for (int i = termStart; i < termStart + SearchAnalyzer.MAX_TERM; i++) {
      longWordHash = (longWordHash ^ out[i]) * PRIME;
    }
  }

  /** Gives the begun term up. */
  void drop() {
    termLength = 0;
  }

  /** Ends a term of ASCII letters; makes room for {@link TermCode}'s marker. */
  void endPlain() {
    if (termLength >= 2 && out[termStart] == 'z' && out[termStart + 1] == 'q') {
      TermCode.escapePlain(this, Arrays.copyOfRange(out, termStart, termStart + shownLength()));
      return;
    }
    end();
  }

  private int shownLength() {
    return Math.min(termLength, SearchAnalyzer.MAX_TERM);
  }

  /** Ends a term and keeps it unless it was there. */
  void end() {
    if (termLength == 0 || full()) {
      return;
    }
    if (termLength > SearchAnalyzer.MAX_TERM) {
      shorten();
    }
    int mixed = tableHash();
    int slot = mixed & (SLOTS - 1);
    while (offsets[slot] != 0) {
      if (hashes[slot] == mixed && same(offsets[slot] - 1)) {
        return;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    offsets[slot] = termStart + 1;
    hashes[slot] = mixed;
    count++;
    length = termStart + termLength;
    out[length++] = ' ';
  }

  /** Eight bytes a step: a word costs one or two multiplications. {@link #begin} left the room. */
  private int tableHash() {
    long mixed = termLength;
    int end = termStart + termLength;
    for (int i = termStart; i < end; i += Long.BYTES) {
      long bytes = (long) LONGS.get(out, i);
      int unused = Math.max(0, i + Long.BYTES - end) * Byte.SIZE;
      mixed = (mixed ^ (bytes & (-1L >>> unused))) * MIXER;
      mixed ^= mixed >>> 32;
    }
    return (int) mixed;
  }

  /** Keeps the beginning and ends in 16 hex digits of the whole word's hash. */
  private void shorten() {
    for (int i = 0; i < 16; i++) {
      int digit = (int) (longWordHash >>> (60 - 4 * i)) & 15;
      out[termStart + SearchAnalyzer.KEPT + i] = (byte) "0123456789abcdef".charAt(digit);
    }
    termLength = SearchAnalyzer.MAX_TERM;
  }

  private boolean same(int other) {
    return out[other + termLength] == ' '
        && Arrays.equals(out, other, other + termLength, out, termStart, termStart + termLength);
  }
}
