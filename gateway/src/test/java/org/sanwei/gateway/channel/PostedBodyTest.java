package org.sanwei.gateway.channel;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.sanwei.routes.guard.Room;
import org.springframework.mock.web.MockHttpServletRequest;

/** What a body may hold while it comes in, and how slowly it may come. */
class PostedBodyTest {
  private static final int MIB = 1024 * 1024;
  private static final int LIMIT = 25 * MIB;

  private final Room room = Room.ofHeap(8 * 4 * MIB);
  private Instant now = Instant.parse("2026-11-22T06:00:00Z");

  private PostedBody read(int announced, int perRead, Duration between) throws IOException {
    try (Room.Place place = room.tryTake(1).orElseThrow()) {
      return PostedBody.read(new Trickle(announced, perRead, between), LIMIT, place, ticking());
    }
  }

  @Test
  void whoTricklesIsShownOutAfterTenSeconds() throws IOException {
    assertThat(read(LIMIT, 1024, Duration.ofSeconds(1))).isInstanceOf(PostedBody.TooSlow.class);

    assertThat(now).isEqualTo(Instant.parse("2026-11-22T06:00:11Z"));
  }

  @Test
  void aSmallBodyMayComeInPieces() throws IOException {
    assertThat(read(4096, 1024, Duration.ofSeconds(2))).isInstanceOf(PostedBody.Whole.class);
  }

  @Test
  void placeIsTakenAsBytesComeAndNotAsTheyAreAnnounced() throws IOException {
    try (Room.Place another = room.tryTake(MIB).orElseThrow()) {
      assertThat(another).isNotNull();
      assertThat(read(3 * MIB, 8192, Duration.ZERO)).isInstanceOf(PostedBody.Whole.class);
      assertThat(read(20 * MIB, 8192, Duration.ZERO)).isInstanceOf(PostedBody.NoRoom.class);
    }
    assertThat(room.tryTake(4 * MIB)).as("given back").isPresent();
  }

  private Clock ticking() {
    return new Clock() {
      @Override
      public Instant instant() {
        return now;
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  private final class Trickle extends MockHttpServletRequest {
    private final int announced;
    private final int perRead;
    private final Duration between;

    Trickle(int announced, int perRead, Duration between) {
      this.announced = announced;
      this.perRead = perRead;
      this.between = between;
    }

    @Override
    public long getContentLengthLong() {
      return announced;
    }

    @Override
    public ServletInputStream getInputStream() {
      return new ServletInputStream() {
        @Override
        public int read() {
          return 0;
        }

        @Override
        public int read(byte[] into, int at, int most) {
          now = now.plus(between);
          return Math.min(most, perRead);
        }

        @Override
        public boolean isFinished() {
          return false;
        }

        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {}
      };
    }
  }
}
