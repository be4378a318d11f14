package org.camelometer.component.spool;

/**
 * A store after a commit.
 *
 * @param revision grows with each commit that changes the content
 */
record State(long revision, Content content, Span span) {}
