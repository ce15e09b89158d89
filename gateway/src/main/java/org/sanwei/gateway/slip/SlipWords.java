package org.sanwei.gateway.slip;

import java.time.Clock;
import java.util.UUID;
import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.gateway.words.WordsJudge;
import org.sanwei.routes.intake.HandIntake;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.message.SlipBody;
import org.sanwei.routes.read.Depth;
import org.sanwei.routes.read.ReadResult;
import org.sanwei.routes.read.Reader;

/**
 * Judges a slip that is still being written exactly as it will be judged when it is handed in: the
 * same bytes, the same reader, the same policy. Keeps nothing.
 */
final class SlipWords {
  private static final UUID NEVER_BOOKED = new UUID(0, 0);

  private final Reader reader;
  private final WordsJudge judge;
  private final String unit;
  private final Clock clock;

  SlipWords(Reader reader, WordsJudge judge, String unit, Clock clock) {
    this.reader = reader;
    this.judge = judge;
    this.unit = unit;
    this.clock = clock;
  }

  Verdict judge(HandIntake hand, UUID person, UUID slip, SlipBody words) {
    ReadResult read =
        reader.read(
            new RawArrival(
                RawArrival.VERSION,
                hand.idOf(person, slip, words),
                NEVER_BOOKED,
                unit,
                hand.channel(),
                "",
                ChannelKind.HAND,
                clock.instant(),
                SlipBody.MEDIA_TYPE,
                words.toJson(),
                new byte[0]),
            Depth.TEXT);
    return judge.judge(read.content(), new Arrival(hand.channel(), read.sender(), clock.instant()));
  }
}
