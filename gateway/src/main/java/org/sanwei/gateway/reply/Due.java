package org.sanwei.gateway.reply;

import java.time.Instant;
import java.util.UUID;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.Notice;

/**
 * A notice that was taken to be sent; {@code attempts} counts this one. {@code judged} is whether
 * its item was judged when it was taken; {@code barred} is whether it is a request for what must
 * not come a second time.
 */
record Due(
    UUID id,
    ArrivalId item,
    String channel,
    Notice notice,
    boolean judged,
    boolean barred,
    int attempts,
    Instant since) {}
