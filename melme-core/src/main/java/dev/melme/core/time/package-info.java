/** Time as all nodes on one store see it: the store's clock, carried on by a monotonic one. */
@NullMarked
package dev.melme.core.time;

import org.jspecify.annotations.NullMarked;
