package dev.melme.core.catchup;

import java.util.ArrayList;
import java.util.List;

/** Messages and what unites them (disjoint sets). */
final class UnitedMails {

  private final List<Integer> parents = new ArrayList<>();

  int begin() {
    parents.add(parents.size());
    return parents.size() - 1;
  }

  void unite(int one, int other) {
    parents.set(of(other), of(one));
  }

  int of(int member) {
    int root = member;
    while (parents.get(root) != root) {
      root = parents.get(root);
    }
    return root;
  }

  /** Of the first members, as many as there are messages. */
  List<Integer> ofFirst(int count) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(of(i));
    }
    return all;
  }
}
