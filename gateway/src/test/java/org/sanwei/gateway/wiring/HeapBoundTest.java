package org.sanwei.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.load.Deployment;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.ShippedConfig;

/** No body is let in that the heap could not bear. */
class HeapBoundTest {
  @Test
  void aSmallHeapLowersTheLimitAndALargeOneLeavesIt(@TempDir Path shipped) throws Exception {
    ShippedConfig.copyTo(shipped);
    Deployment wanted = ((Loading.Loaded<Deployment>) Deployment.lint(shipped)).value();
    long asked = wanted.gateway().limits().bodyBytes();

    assertThat(HeapBound.within(wanted, asked * 12)).isSameAs(wanted);

    Deployment lowered = HeapBound.within(wanted, asked * 6);

    assertThat(lowered.gateway().limits().bodyBytes()).isEqualTo(asked / 2);
    assertThat(lowered.gateway().limits().largeBodyBytes())
        .isEqualTo(wanted.gateway().limits().largeBodyBytes());
    assertThat(lowered.gateway().channels()).isEqualTo(wanted.gateway().channels());
    assertThat(lowered.policy()).isSameAs(wanted.policy());
  }
}
