package dev.melme.core.catchup;

import java.util.List;

/** Sorts messages, in the order they arrived, into conversations. */
interface ThreadingRule {

  /** The conversation of each message: equal numbers for one conversation. */
  List<Integer> conversations(List<ThreadedMail> arrived);
}
