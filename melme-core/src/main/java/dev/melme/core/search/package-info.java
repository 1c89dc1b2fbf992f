/**
 * Search terms: one function for messages and for queries, so that stores only match exact values.
 *
 * <pre>
 * text --{@link dev.melme.core.search.SearchAnalyzer}--&gt; words --WordFolder, TermCode--&gt; TermTable --&gt; terms
 * </pre>
 */
@NullMarked
package dev.melme.core.search;

import org.jspecify.annotations.NullMarked;
