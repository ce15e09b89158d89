package org.sanwei.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.config.judge.Place;
import org.sanwei.config.label.Urgency;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.gateway.desk.SizeClass;
import org.sanwei.gateway.people.Role;
import org.sanwei.gateway.policy.PolicyFault;
import org.sanwei.routes.message.LedgerEvent.Step;

class MessagesTest {
  private final Properties chinese = read("/messages.properties");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "messages",
        "messages_bulletin",
        "messages_policy",
        "messages_signed",
        "messages_simulate",
        "messages_slip"
      })
  void everythingIsSaidInBothLanguages(String bundle) {
    assertThat(read("/" + bundle + "_en.properties").stringPropertyNames())
        .isEqualTo(read("/" + bundle + ".properties").stringPropertyNames());
  }

  @Test
  void soIsEverythingOfTheChannels() {
    assertThat(read("/messages_channel_en.properties").stringPropertyNames())
        .isEqualTo(read("/messages_channel.properties").stringPropertyNames());
  }

  @Test
  void everyNameThatAPageShowsHasItsWord() {
    assertWords("step.", Stream.of(Step.values()));
    assertWords("role.", Stream.of(Role.values()));
    assertWords("kind.", Stream.of(ChannelKind.values()));
    assertWords("place.", Stream.of(Place.values()));
    assertWords("size.", Stream.of(SizeClass.values()));
    assertWords("urgency.", Stream.of(Urgency.values()).filter(u -> u != Urgency.NONE));
    for (String reason : List.of("none", "unread", "suspect", "mark", "ceiling", "waiting")) {
      assertThat(chinese).containsKey("reason." + reason);
    }
  }

  @Test
  void everyPageCanSayWhyAPolicyIsNotTaken() {
    Properties signed = read("/messages_signed.properties");

    assertThat(signed.stringPropertyNames())
        .containsAll(
            Stream.of(PolicyFault.Kind.values())
                .map(kind -> "notice.policy." + kind.word())
                .toList());
  }

  private void assertWords(String prefix, Stream<? extends Enum<?>> names) {
    assertThat(chinese.stringPropertyNames())
        .containsAll(names.map(name -> prefix + name.name()).toList());
  }

  private static Properties read(String name) {
    try (InputStream in = MessagesTest.class.getResourceAsStream(name)) {
      Properties properties = new Properties();
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return properties;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
