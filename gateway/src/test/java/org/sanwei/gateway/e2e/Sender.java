package org.sanwei.gateway.e2e;

/**
 * Who sent it: where an answer goes, if its channel gives one, and what it is an answer to.
 *
 * @param address a number or a mail address, of this one message only
 */
record Sender(String address, String messageId) {}
