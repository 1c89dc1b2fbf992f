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
  private static final int SLOT_SHIFT = Long.SIZE - 12;

  /** Room for the longest possible output. */
  private static final int MAX_BYTES = SearchAnalyzer.MAX_TERMS * (SearchAnalyzer.MAX_TERM + 1);

  /** FNV-1a, 64 bit: what the shown hash of a long word is made of; part of the stored form. */
  private static final long SEED = 0xcbf29ce484222325L;

  private static final long PRIME = 0x100000001b3L;

  private static final long MIXER = 0x9E3779B97F4A7C15L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The term itself while it fits into eight bytes, else its hash with the sign bit; 0 is free. */
  private final long[] keys = new long[SLOTS];

  private final int[] offsets = new int[SLOTS];
  private byte[] out = new byte[4096];
  private int length;
  private int count;

  private int termStart;
  private int termLength;

  /** Of the whole word, as soon as it is longer than a term; meaningless before. */
  private long longWordHash;

  void clear() {
    if (count > 0) {
      Arrays.fill(keys, 0);
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

  /**
   * Adds a term of up to eight characters without writing it down first: nearly every word of a
   * long text was there before.
   *
   * @param term its characters, the first one in the lowest byte
   */
  void addPacked(long term, int size) {
    int slot = find(term);
    if (keys[slot] == 0) {
      begin();
      LONGS.set(out, termStart, term);
      termLength = size;
      keep(slot, term);
    }
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
    long key = key();
    int slot = find(key);
    if (keys[slot] == 0) {
      keep(slot, key);
    }
  }

  /** The slot of a term, which is free when the term is new. */
  private int find(long key) {
    int slot = (int) ((key * MIXER) >>> SLOT_SHIFT);
    while (keys[slot] != 0 && (keys[slot] != key || (key < 0 && !same(offsets[slot])))) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    return slot;
  }

  private void keep(int slot, long key) {
    keys[slot] = key;
    offsets[slot] = termStart;
    count++;
    length = termStart + termLength;
    out[length++] = ' ';
  }

  /**
   * ASCII letters leave each sign bit free. {@link #begin} left the room to read beyond the end.
   */
  private long key() {
    if (termLength <= Long.BYTES) {
      int unused = (Long.BYTES - termLength) * Byte.SIZE;
      return (long) LONGS.get(out, termStart) & (-1L >>> unused);
    }
    long mixed = termLength;
    int last = termStart + termLength - Long.BYTES;
    for (int i = termStart; i < last; i += Long.BYTES) {
      mixed = (mixed ^ (long) LONGS.get(out, i)) * MIXER;
      mixed ^= mixed >>> 32;
    }
    return ((mixed ^ (long) LONGS.get(out, last)) * MIXER) | Long.MIN_VALUE;
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
