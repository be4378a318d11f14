package org.camelometer.poll;

/**
 * Marks an exception of which whoever threw it has told the log, and tells when it is over. It
 * counts as a failure, and is not said a second time by those who meet it.
 */
public interface AlreadySaid {}
