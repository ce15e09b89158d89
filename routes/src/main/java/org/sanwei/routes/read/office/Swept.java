package org.sanwei.routes.read.office;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.UnreadReason;

/**
 * The text of one XML part. {@code asides} is what stands beside its lines (text boxes, notes,
 * field codes) and in attributes; {@code why} is null when all of it was read. {@code sealed} says
 * that it tells of enciphered parts, {@code drawn} that lines in it may draw letters.
 */
record Swept(
    Passage text,
    Passage header,
    Passage footer,
    Set<String> asides,
    @Nullable UnreadReason why,
    boolean sealed,
    boolean drawn) {}
