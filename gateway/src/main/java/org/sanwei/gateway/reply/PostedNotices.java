package org.sanwei.gateway.reply;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sanwei.gateway.channel.PostStatus;
import org.sanwei.routes.flow.RegisterUnavailable;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.Defect;
import org.sanwei.routes.reply.NoticeStep;
import org.sanwei.routes.reply.ReturnBook;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What posters may ask of their own posts: it is fetched, where others are sent a notice. */
public final class PostedNotices implements PostStatus {
  private final ReturnBook addresses;
  private final NoticeStep step;
  private final NoticeBook notices;
  private final JdbcClient jdbc;

  public PostedNotices(ReturnBook addresses, NoticeStep step, NoticeBook notices, JdbcClient jdbc) {
    this.addresses = addresses;
    this.step = step;
    this.notices = notices;
    this.jdbc = jdbc;
  }

  private record Numbered(String number, Instant receivedAt) {}

  @Override
  public void posted(String channel, ArrivalId id, String integrator, Instant at) {
    addresses.posted(channel, id, integrator, at);
  }

  @Override
  public Optional<Status> of(ArrivalId id, String integrator) {
    if (!step.postedBy(id, integrator)) {
      return Optional.empty();
    }
    try {
      Optional<Numbered> item =
          jdbc.sql("select year, number, received_at from item where arrival_id = ?")
              .param(id.hex())
              .query(
                  (row, n) ->
                      new Numbered(
                          String.format(
                              Locale.ROOT, "%d-%04d", row.getInt("year"), row.getInt("number")),
                          row.getTimestamp("received_at").toInstant()))
              .optional();
      List<Defect> missing = item.isEmpty() ? List.of() : notices.fetch(id);
      return Optional.of(
          new Status(
              item.map(Numbered::number).orElse(null),
              item.map(Numbered::receivedAt).orElse(null),
              missing));
    } catch (DataAccessException | RegisterUnavailable e) {
      throw new Unavailable(e);
    }
  }
}
