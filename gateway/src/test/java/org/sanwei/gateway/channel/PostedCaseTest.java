package org.sanwei.gateway.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostedCaseTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          both are there                  | {"caseId":"RX-1","version":2,"text":"x"}      | RX-1/2
          wherever they stand             | {"a":{"caseId":"no"},"version":"b","caseId":7} | 7/b
          a case without a version        | {"caseId":"RX-1","text":"x"}                  | none
          a version that is nothing       | {"caseId":"RX-1","version":null}              | none
          one inside another object       | {"a":{"caseId":"RX-1","version":1}}           | none
          the same field twice            | {"caseId":"1","caseId":"2","version":1}       | none
          what breaks off                 | {"caseId":"1","version":1                     | none
          no object                       | ["caseId"]                                    | none
          nothing                         | ''                                            | none
          """)
  void findsTheCaseThatAPostIsAVersionOf(String why, String body, String expected) {
    String found =
        PostedCase.in(body.getBytes(StandardCharsets.UTF_8))
            .map(posted -> posted.caseId() + "/" + posted.version())
            .orElse("none");

    assertThat(found).as(why).isEqualTo(expected);
  }
}
