/**
 * Where a host begins: build a {@link dev.melme.MelMe} on a store.
 *
 * <pre>
 * MelMe.builder().store(...).build() --- router()        takes mail in
 *                                    |-- admin()         sets mailboxes and aliases up
 *                                    |-- authenticator() signs teams in
 *                                    |-- dispatcher()    sends what teams wrote
 *                                    '-- housekeeping()  what must be done now and then
 * </pre>
 */
@NullMarked
package dev.melme;

import org.jspecify.annotations.NullMarked;
