package org.sanwei.gateway.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.Reception;

/** Reads the first reception of an item from its row. */
final class ReceptionRow {
  private ReceptionRow() {}

  static Reception read(ArrivalId id, ResultSet row) throws SQLException {
    return new Reception(
        id,
        row.getObject("first_reception", UUID.class),
        row.getString("unit"),
        row.getString("channel"),
        ChannelKind.valueOf(row.getString("kind")),
        row.getTimestamp("received_at").toInstant(),
        row.getInt("size_bytes"));
  }
}
