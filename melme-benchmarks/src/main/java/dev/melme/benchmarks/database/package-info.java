/**
 * The JDBC store against the least that its database can be asked for.
 *
 * <pre>
 * parent: DatabaseServer (PostgreSqlServer, MariaDbServer, H2Folder) --&gt; an empty database
 *                                                                         |
 * child:  DatabaseBenchmark(workload) --&gt; Contest: ours, reference --&gt; Turns --&gt; one line
 *                                           |-- MelMeOnJdbc     the store behind AliasRouter and Workspace
 *                                           '-- ReferenceTable  one table with the same columns and bytes
 * </pre>
 */
@NullMarked
package dev.melme.benchmarks.database;

import org.jspecify.annotations.NullMarked;
