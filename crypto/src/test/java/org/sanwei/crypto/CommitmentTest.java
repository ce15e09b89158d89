package org.sanwei.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CommitmentTest {
  @Test
  void sm3GivesTheStandardsOwnExample() {
    assertThat(Sm3.hex("abc".getBytes(US_ASCII)))
        .isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  }

  @Test
  void theSameContentUnderAnotherSaltLooksUnrelated() {
    byte[] content = "yes".getBytes(US_ASCII);
    byte[] salt = new byte[16];
    byte[] other = new byte[16];
    other[15] = 1;

    String commitment = Commitment.commit(salt, content);

    assertThat(commitment).matches("[0-9a-f]{64}").isEqualTo(Commitment.commit(salt, content));
    assertThat(commitment).isNotEqualTo(Commitment.commit(other, content));
    assertThat(commitment).isNotEqualTo(Sm3.hex(content));
  }

  @Test
  void aSaltOfAnotherSizeIsRefused() {
    assertThatThrownBy(() -> Commitment.commit(new byte[15], new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
