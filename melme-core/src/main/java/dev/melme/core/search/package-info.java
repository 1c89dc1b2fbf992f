/**
 * Search terms: one function for messages and for queries, so that stores only match exact values.
 *
 * <pre>
 * text --{@link dev.melme.core.search.SearchAnalyzer}--&gt; words --WordFolder, TermCode--&gt; TermTable --&gt; terms
 *
 * query --{@link dev.melme.core.search.QueryTerms}, {@link dev.melme.core.search.QueryFilter}--&gt; a store --&gt; candidates
 *   `-----{@link dev.melme.core.search.QueryMatcher}: WordSequence, words in a row in one field--&gt; found
 * </pre>
 */
@NullMarked
package dev.melme.core.search;

import org.jspecify.annotations.NullMarked;
