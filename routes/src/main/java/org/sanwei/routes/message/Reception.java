package org.sanwei.routes.message;

import java.time.Instant;
import java.util.UUID;
import org.sanwei.config.policy.ChannelKind;

/** The facts of one reception that may stand in the clear, whatever the message turns out to be. */
public record Reception(
    ArrivalId id,
    UUID reception,
    String unit,
    String channel,
    ChannelKind kind,
    Instant receivedAt,
    int sizeBytes) {}
