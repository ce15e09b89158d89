package org.sanwei.gateway.channel;

/** The ways out for pages and interface: how they stand, and their connection tests. */
public record WaysOut(OutletBoard board, ConnectionTests tests) {}
