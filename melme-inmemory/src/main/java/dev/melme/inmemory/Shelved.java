package dev.melme.inmemory;

import dev.melme.api.DeliveryKey;
import dev.melme.api.StoredMessage;

/** A message, its bytes, which nobody writes to, and the key it was delivered under. Immutable. */
final class Shelved {

  final StoredMessage message;
  final byte[] content;
  final DeliveryKey key;

  Shelved(StoredMessage message, byte[] content, DeliveryKey key) {
    this.message = message;
    this.content = content;
    this.key = key;
  }
}
