/** The messages that are delivered, in any number of distinct copies. */
@NullMarked
package dev.melme.benchmarks.sample;

import org.jspecify.annotations.NullMarked;
