/**
 * Plain JDBC with less to forget; it knows nothing of mail.
 *
 * <pre>
 * Database.read(...)      one statement, committed by itself
 * Database.transact(...)  READ COMMITTED; commit, or roll back on whatever is thrown; conflicts
 *    |                    are tried again with the whole work
 *    '-- Session          the connection of this work
 *         '-- Command     one prepared statement, parameters in their order
 *              '-- Row    one row of its result, columns in their order
 * SqlFaults               what an SQLException means for the caller
 * </pre>
 */
@NullMarked
package dev.melme.jdbc.kit;

import org.jspecify.annotations.NullMarked;
