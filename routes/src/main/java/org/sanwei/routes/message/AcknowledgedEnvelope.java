package org.sanwei.routes.message;

import java.time.Instant;

/** An officer's receipt whose signature was verified: {@code officer} is the certificate's name. */
public record AcknowledgedEnvelope(
    ArrivalId id, String line, String envelope, String officer, Instant receivedAt) {}
