package org.sanwei.gateway.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Every place where a person may type something freely, found in the controllers themselves: each
 * is in the list below, with what keeps its words from being stored unjudged (ADR 0019). A new
 * place fails here until somebody has thought about it.
 */
class TypedWordsTest {
  /** One row a method: its free words, and what becomes of them. */
  private static final String PLACES =
      """
      BulletinInterface.draft         | written.title written.body written.sms written.items | judged by Bulletins.draft; items must be ids
      BulletinInterface.edit          | written.title written.body written.sms written.items | judged by Bulletins.edit; items are not looked at
      BulletinInterface.act           | act                     | one of five words, or no such address
      BulletinInterface.resend        | again.outlet            | compared with the release's outlets, never stored
      BulletinPages.create            | typed.title typed.body typed.sms typed.items | judged by Bulletins.draft; items must be ids
      BulletinPages.save              | typed.title typed.body typed.sms typed.items | judged by Bulletins.edit
      BulletinPages.preview           | typed.title typed.body typed.sms typed.items | judged and shown, never stored
      BulletinPages.fresh             | items                   | parsed as ids or numbers
      BulletinPages.page              | edit                    | there or not there
      BulletinPages.act               | act                     | one of five words, or no such address
      ChannelInterface.probe          | name                    | must be a channel of the configuration
      ChannelInterface.test           | name                    | must be a channel of the configuration
      ChannelInterface.testOutlet     | name                    | must be an outlet of the configuration
      ChannelPages.probe              | name                    | must be a channel of the configuration
      ChannelPages.test               | name                    | must be a channel of the configuration
      ChannelPages.testOutlet         | name                    | must be an outlet of the configuration
      DeskInterface.items             | filter q before         | q is judged before it is sought; the others are parsed
      DeskInterface.cards             | before                  | parsed
      DeskInterface.item              | ref                     | parsed as an id or a number
      DeskInterface.claim             | ref                     | parsed as an id or a number
      DeskInterface.close             | ref                     | parsed as an id or a number
      DeskInterface.raise             | ref                     | parsed as an id or a number
      FacsimileInterface.pages        | ref                     | parsed as an id or a number
      FacsimileInterface.picture      | ref                     | parsed as an id or a number
      FacsimileInterface.correct      | ref reading.text        | judged by PageCorrections before it is stored
      FacsimilePages.page             | ref acted               | parsed; acted names a message
      FacsimilePages.picture          | ref                     | parsed as an id or a number
      FacsimilePages.correct          | ref text                | judged by PageCorrections before it is stored
      InboxPages.inbox                | filter q                | q is judged before it is sought or shown again; filter is parsed
      InboxPages.older                | filter q before         | as above
      InboxPages.these                | filter q ids            | as above; ids are parsed
      IntakeController.take           | kind                    | one of four words; the body is sealed unread
      IntakeStatusController.status   | id                      | 32 hex digits
      ItemPages.page                  | ref acted               | parsed; acted names a message
      ItemPages.pane                  | ref acted               | parsed; acted names a message
      ItemPages.attachment            | ref                     | parsed as an id or a number
      ItemPages.claim                 | ref                     | parsed as an id or a number
      ItemPages.close                 | ref                     | parsed as an id or a number
      ItemPages.raise                 | ref                     | parsed as an id or a number
      ItemPages.resend                | ref                     | parsed as an id or a number
      ResendInterface.ask             | ref                     | parsed as an id or a number
      ResendInterface.told            | ref                     | parsed as an id or a number
      LedgerInterface.page            | before                  | parsed
      LedgerPages.page                | before                  | parsed
      LoginPage.language              | to back                 | two words; back must look like a path of ours
      PolicyInterface.attempt         | asked.channel asked.subject asked.text asked.sender | judged, never stored nor shown to others
      PolicyPages.route               | channel outcome line    | must be of the policy in force, else not shown again
      PolicyPages.rule                | id                      | must look like a rule's id; looked up, never stored
      PolicyPages.tried               | channel subject text sender | judged and shown back, never stored
      OfficeBookPages.compare         | the body                | an office's register: in memory only, shown to who sent it, never stored
      ReleasePages.resend             | outlet                  | compared with the release's outlets, never stored
      SimulationInterface.start       | the body                | a candidate policy: in memory only, never stored
      SlipInterface.enter             | the body                | sealed unread, like any arrival
      SlipInterface.item              | arrival                 | an item's id: parsed, never stored
      SlipInterface.save              | the body                | judged by Slips.save
      WordsInterface.judge            | asked.text              | judged, never stored
      """;

  /** Controllers that take what people write as a body, and no record of it. */
  private static final Set<String> BODIES =
      Set.of("SlipInterface", "SimulationInterface", "OfficeBookPages");

  @Test
  void everyPlaceWhereWordsAreTypedIsKnownAndThoughtOf() {
    Map<String, String> found = new TreeMap<>();
    controllers()
        .flatMap(controller -> Arrays.stream(controller.getDeclaredMethods()))
        .filter(method -> AnnotatedElementUtils.hasAnnotation(method, RequestMapping.class))
        .forEach(method -> note(method, found));

    Map<String, String> known = new TreeMap<>();
    PLACES
        .lines()
        .map(line -> line.split("\\|"))
        .forEach(cells -> known.put(cells[0].strip(), sorted(cells[1].strip())));
    assertThat(found).isEqualTo(known);
  }

  private static Stream<Class<?>> controllers() {
    ClassPathScanningCandidateComponentProvider scan =
        new ClassPathScanningCandidateComponentProvider(false);
    scan.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
    return scan.findCandidateComponents("org.sanwei.gateway").stream()
        .map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null));
  }

  private static void note(Method method, Map<String, String> found) {
    List<String> words = new java.util.ArrayList<>();
    for (Parameter parameter : method.getParameters()) {
      Class<?> type = parameter.getType();
      if (isWords(parameter.getParameterizedType())) {
        words.add(parameter.getName());
      } else if (type.isRecord()) {
        for (RecordComponent part : type.getRecordComponents()) {
          if (isWords(part.getGenericType())) {
            words.add(parameter.getName() + "." + part.getName());
          }
        }
      } else if (type.getName().equals("jakarta.servlet.http.HttpServletRequest")
          && BODIES.contains(method.getDeclaringClass().getSimpleName())) {
        words.add("the body");
      }
    }
    if (!words.isEmpty()) {
      found.put(
          method.getDeclaringClass().getSimpleName() + "." + method.getName(),
          sorted(String.join(" ", words)));
    }
  }

  /** A string, or a list or an optional of strings. */
  private static boolean isWords(Type type) {
    return type == String.class
        || type instanceof ParameterizedType of
            && Arrays.asList(of.getActualTypeArguments()).contains(String.class);
  }

  private static String sorted(String words) {
    return String.join(" ", new TreeSet<>(List.of(words.split(" "))));
  }
}
