package org.sanwei.routes.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One large body at a time, and small ones past it. */
class LargeTurnTest {
  @Test
  void aLargeBodyIsToldToComeAgainWhileAnotherIsInHandAndASmallOnePasses() throws Exception {
    LargeTurn turns = new LargeTurn();
    LargeTurn.Turn first = turns.enter(LargeTurn.LARGE);

    assertThat(turns.tryEnter(LargeTurn.LARGE)).isEmpty();
    assertThat(turns.tryEnter(LargeTurn.LARGE - 1)).isPresent();

    first.close();
    first.close();

    assertThat(turns.tryEnter(LargeTurn.LARGE)).isPresent();
    assertThat(turns.tryEnter(LargeTurn.LARGE)).isEmpty();
  }
}
