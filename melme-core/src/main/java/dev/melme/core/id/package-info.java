/** Ids that sort by the time they were made: clock, counter and random bits in, UUIDv7 out. */
@NullMarked
package dev.melme.core.id;

import org.jspecify.annotations.NullMarked;
