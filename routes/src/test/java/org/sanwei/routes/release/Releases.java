package org.sanwei.routes.release;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.label.Label;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;

/** Releases for tests; whatever a test is not about has a default that may go out. */
final class Releases {
  static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  static final TestSeals SEALS = new TestSeals(CLOCK);
  static final Recipient ZHANG = new Recipient("r-1", "张三", "13800138001");
  static final Recipient LI = new Recipient("r-2", "李四", "13800138002");

  private Releases() {}

  static Builder release(String outlet) {
    return new Builder(outlet);
  }

  static byte[] statement(Release release) {
    return SEALS.sign(Release.PURPOSE, ReleaseCodec.write(release));
  }

  static Releasable granted(Release release) {
    return ((Releasable.Granted) Releasable.verify(statement(release), SEALS, CLOCK)).releasable();
  }

  static Approval reviewed(String person) {
    return new Approval(Approval.Act.REVIEWED, person, NOW, Approval.BY_GATEWAY);
  }

  static Approval signed(String person) {
    return new Approval(Approval.Act.SIGNED, person, NOW, Approval.BY_GATEWAY);
  }

  /** Changes what a test names. */
  static final class Builder {
    private final OutletName outlet;
    private UUID id = UUID.fromString("0193a000-0000-7000-8000-000000000001");
    private String text = "【值班】（演练）全市汛情平稳，已转移群众3户。";
    private Sensitivity sensitivity = Sensitivity.PUBLIC;
    private List<Recipient> recipients = List.of(ZHANG, LI);
    private List<Approval> approvals = List.of(reviewed("p-review"), signed("p-sign"));
    private Instant expiresAt = NOW.plus(Duration.ofHours(2));
    private boolean sandbox = true;
    private @Nullable UUID replaces;

    private Builder(String outlet) {
      this.outlet = new OutletName(outlet);
    }

    Builder id(UUID value) {
      id = value;
      return this;
    }

    Builder text(String value) {
      text = value;
      return this;
    }

    Builder sensitivity(Sensitivity value) {
      sensitivity = value;
      return this;
    }

    Builder recipients(Recipient... value) {
      recipients = List.of(value);
      return this;
    }

    Builder approvals(Approval... value) {
      approvals = List.of(value);
      return this;
    }

    Builder expiresAt(Instant value) {
      expiresAt = value;
      return this;
    }

    Builder sandbox(boolean value) {
      sandbox = value;
      return this;
    }

    Builder replaces(UUID value) {
      replaces = value;
      return this;
    }

    Release build() {
      return new Release(
          Release.VERSION,
          id,
          UUID.fromString("0193a000-0000-7000-8000-00000000000b"),
          "410000",
          new IssueNumber(2026, 12),
          new Label(sensitivity, Urgency.NONE, null),
          outlet,
          text,
          recipients,
          approvals,
          expiresAt,
          sandbox,
          replaces);
    }
  }
}
