package dev.melme.core.mime;

/** Looks at the leaves of a message in their order, and says what to do with each. */
interface LeafVisitor {

  /** What happens to a leaf. */
  enum Choice {
    /** Its body is passed over. */
    SKIP,
    /** The beginning of its decoded body is read and handed over. */
    READ,
    /** The walk ends in front of its body. */
    STOP
  }

  Choice next(Leaf leaf);

  /** How many decoded bytes of the leaf are wanted, at least 1. */
  default int bytesWanted() {
    return 1;
  }

  /** Takes a body that was to be read; the bytes are valid during the call. */
  default void read(Leaf leaf, BoundedBytes bytes) {}
}
