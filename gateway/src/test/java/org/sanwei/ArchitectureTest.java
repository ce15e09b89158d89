package org.sanwei;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.Configuration;

/**
 * What DESIGN says of modules and packages, held against the classes. {@link #TABLE} is the one
 * import table: an edge that is not in it fails the build, so a new edge is a line that somebody
 * reviews.
 */
class ArchitectureTest {
  /**
   * One row a package: what it may import of ours (without {@code org.sanwei.}), then which of
   * {@link #LIBRARIES}. Each may also import itself and {@link #EVERYWHERE}.
   */
  private static final String TABLE =
      """
      crypto             | - | bouncycastle regex
      crypto.der         | crypto | bouncycastle
      crypto.key         | crypto crypto.der | bouncycastle files regex
      crypto.cms         | crypto crypto.der crypto.key | bouncycastle regex
      crypto.tls         | - | bouncycastle files regex

      config.label       | - | regex
      config.policy      | config.label | files net re2j
      config.load        | config.label config.policy crypto | yaml re2j files net regex
      config.judge       | config.label config.policy | re2j
      config.prove.graph | config.label config.policy | -
      config.prove       | config.label config.policy config.load config.judge | files

      routes.sms         | - | jackson
      routes.message     | routes.sms config.label config.policy config.judge | jackson regex
      routes.queue       | routes.message crypto crypto.key | camel jms artemis pool log
      routes.intake      | routes.message routes.queue routes.sms config.policy crypto crypto.key | camel log
      routes.intake.mail | routes.intake routes.message routes.queue config.policy crypto | mail imap files net log
      routes.intake.folder | routes.guard routes.intake routes.message routes.queue config.policy crypto | jackson csv re2j files net log
      routes.read        | routes.read.archive routes.read.office routes.read.ofd routes.message routes.sms config.judge config.policy routes.read.ocr routes.read.raster | mail html pdf jackson imageio files
      routes.read.raster | config.policy | imageio
      routes.read.ocr    | routes.read.raster routes.message config.policy | onnx files imageio
      routes.read.archive | config.policy | archive rar
      routes.read.office | routes.read.archive config.judge config.policy | stax tika
      routes.read.ofd    | routes.read.archive routes.read.office config.judge config.policy | stax
      routes.read.apart  | routes.read routes.message config.judge config.policy | archive jackson pool files net log
      routes.handover    | routes.message routes.queue config.label config.judge crypto crypto.key crypto.cms | regex
      routes.guard       | routes.queue crypto.key crypto.cms | artemis netty net log
      routes.guard.route | routes.flow routes.queue routes.release config.label config.policy config.prove.graph crypto crypto.key | camel files net regex log
      routes.intranet    | routes.intake routes.queue routes.guard config.policy crypto crypto.key | artemis proton mqtt re2j log
      routes.flow        | routes.message routes.queue routes.read routes.handover routes.reply routes.sms config.label config.judge crypto crypto.key crypto.cms | camel jms log
      routes.reply       | routes.message routes.read routes.sms routes.release config.judge config.policy crypto.key | mail smtp log
      routes.release     | routes.message routes.queue routes.sms config.label crypto | camel smpp jackson net log regex

      gateway.database   | - | jdbc archive files net log
      gateway.people     | - | jdbc spring-security regex
      gateway.web        | gateway.people | spring-web spring-security net log
      gateway.ledger     | gateway.people gateway.web routes.message | jdbc spring-web jackson
      gateway.desk       | gateway.ledger gateway.people gateway.web gateway.words routes.flow routes.message config.label config.policy config.judge crypto | jdbc spring-web jackson
      gateway.words      | gateway.people gateway.web config.judge config.label | spring-web
      gateway.facsimile  | gateway.desk gateway.people gateway.web gateway.words routes.message config.judge | spring-web jackson
      gateway.slip       | gateway.desk gateway.ledger gateway.people gateway.web gateway.words routes.intake routes.message routes.queue routes.read config.judge config.policy crypto crypto.key | jdbc spring-web jackson log
      gateway.bulletin   | gateway.desk gateway.ledger gateway.people gateway.web gateway.words routes.message routes.release config.label config.policy config.judge crypto crypto.key | jdbc spring-web jackson log
      gateway.reply      | gateway.channel gateway.desk gateway.ledger gateway.people gateway.web routes.flow routes.message routes.release routes.reply config.judge config.policy | jdbc spring-web jackson log
      gateway.policy     | gateway.people gateway.web gateway.words routes.queue routes.handover routes.guard config.label config.policy config.load config.judge config.prove config.prove.graph crypto crypto.key | jdbc spring-web files regex log
      gateway.simulation | gateway.desk gateway.ledger gateway.people gateway.web routes.message config.judge config.load config.policy config.prove | jdbc spring-web jackson log
      gateway.officebook | gateway.desk gateway.ledger gateway.people gateway.web routes.message config.judge | jdbc spring-web csv stax re2j
      gateway.channel    | gateway.channel.reach gateway.desk gateway.ledger gateway.people gateway.web routes.flow routes.guard routes.message routes.queue routes.intake routes.read routes.read.apart config.judge config.label config.policy crypto | jdbc spring-web jackson files net regex log
      gateway.channel.reach | config.policy crypto | mail jms qpid jackson re2j files net
      gateway.cipherdesk | routes.message routes.queue config.label config.judge crypto crypto.key crypto.cms | amqp files net
      gateway.sandbox    | gateway.channel.reach gateway.policy config.load crypto.key | greenmail mail smpp jackson httpserver files net log
      gateway.wiring     | gateway.bench gateway.channel gateway.channel.reach gateway.database gateway.desk gateway.facsimile gateway.bulletin gateway.ledger gateway.officebook gateway.people gateway.policy gateway.reply gateway.sandbox gateway.simulation gateway.slip gateway.web gateway.words routes.. config.. crypto.. | spring-web spring-security jdbc spring tomcat artemis camel jms mail jackson metrics files net regex log logback
      gateway.bench      | - | jackson files net
      gateway.cli        | gateway.wiring gateway.bench gateway.cipherdesk gateway.policy routes.message routes.read routes.read.apart config.. crypto.key | picocli spring jackson files net regex imageio
      """;

  private static final String EVERYWHERE =
      "java.io java.lang.. java.math java.nio java.nio.charset java.security.. java.text java.time.."
          + " java.util java.util.concurrent.. java.util.function java.util.logging java.util.random"
          + " java.util.stream java.util.zip javax.crypto.. org.jspecify.annotations";

  /** What the last column's words stand for. Parts of the JDK that reach outside are among them. */
  private static final Map<String, String> LIBRARIES =
      Map.ofEntries(
          Map.entry("files", "java.nio.file.. java.nio.channels"),
          Map.entry("net", "java.net.. javax.net.."),
          Map.entry("regex", "java.util.regex"),
          Map.entry("httpserver", "com.sun.net.httpserver"),
          Map.entry("re2j", "com.google.re2j"),
          Map.entry("yaml", "org.yaml.snakeyaml.."),
          Map.entry("bouncycastle", "org.bouncycastle.."),
          Map.entry("jackson", "com.fasterxml.jackson.."),
          Map.entry("mail", "jakarta.mail.. jakarta.activation"),
          Map.entry("smtp", "org.eclipse.angus.mail.smtp"),
          Map.entry("imap", "org.eclipse.angus.mail.."),
          Map.entry("csv", "org.apache.commons.csv"),
          Map.entry("stax", "javax.xml.stream"),
          Map.entry("html", "org.jsoup.."),
          Map.entry("imageio", "java.awt java.awt.image java.awt.geom javax.imageio.."),
          Map.entry("onnx", "ai.onnxruntime.."),
          Map.entry("rar", "com.github.junrar.."),
          Map.entry("tika", "org.apache.tika.. org.apache.poi.. org.xml.sax.."),
          Map.entry("pdf", "org.apache.pdfbox.. org.apache.fontbox.."),
          Map.entry("camel", "org.apache.camel.. org.springframework.util"),
          Map.entry("artemis", "org.apache.activemq.artemis.."),
          Map.entry("proton", "org.apache.qpid.proton.."),
          Map.entry("mqtt", "io.netty.handler.codec.mqtt"),
          Map.entry(
              "netty",
              "io.netty.bootstrap io.netty.channel io.netty.buffer io.netty.util.concurrent"),
          Map.entry("jms", "jakarta.jms org.messaginghub.pooled.jms"),
          Map.entry("pool", "org.apache.commons.pool2.."),
          Map.entry("qpid", "org.apache.qpid.jms"),
          Map.entry("amqp", "org.apache.qpid.protonj2.client.. org.apache.qpid.protonj2.types"),
          Map.entry("smpp", "org.jsmpp.."),
          Map.entry("greenmail", "com.icegreen.greenmail.."),
          Map.entry("archive", "org.apache.commons.compress.. java.util.jar"),
          Map.entry("picocli", "picocli"),
          Map.entry("metrics", "io.micrometer.core.instrument.."),
          Map.entry("tomcat", "org.apache.catalina.connector"),
          Map.entry("log", "org.slf4j"),
          Map.entry("logback", "ch.qos.logback.."),
          Map.entry("spring", "org.springframework.."),
          Map.entry(
              "spring-web",
              "org.springframework.web.. org.springframework.http.. org.springframework.ui.."
                  + " org.springframework.core.. org.springframework.beans.. jakarta.servlet.."
                  + " org.springframework.stereotype org.springframework.boot.web.servlet.error"),
          Map.entry("spring-security", "org.springframework.security.. org.springframework.core"),
          Map.entry(
              "jdbc",
              "java.sql javax.sql com.zaxxer.hikari org.postgresql.. org.springframework.jdbc.."
                  + " org.springframework.dao org.springframework.core"
                  + " org.springframework.transaction.."));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.sanwei");

  record Row(String pkg, List<String> mayImport) {
    static Row parse(String line) {
      String[] cells = line.split(Pattern.quote("|"), -1);
      List<String> allowed = new ArrayList<>(List.of(EVERYWHERE.split(" ")));
      String pkg = "org.sanwei." + cells[0].strip();
      allowed.add(pkg);
      words(cells[1]).map(word -> "org.sanwei." + word).forEach(allowed::add);
      words(cells[2]).flatMap(Row::library).forEach(allowed::add);
      return new Row(pkg, List.copyOf(allowed));
    }

    private static Stream<String> library(String word) {
      String packages = LIBRARIES.get(word);
      assertThat(packages).as("'%s' of the import table is one of LIBRARIES", word).isNotNull();
      return Stream.of(Objects.requireNonNull(packages).split(" "));
    }

    private static Stream<String> words(String cell) {
      return Stream.of(cell.strip().split(" ")).filter(word -> !word.equals("-"));
    }

    @Override
    public String toString() {
      return pkg;
    }
  }

  static List<Row> rows() {
    return TABLE.lines().filter(line -> !line.isBlank()).map(Row::parse).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void aPackageImportsOnlyWhatTheTableLists(Row row) {
    classes()
        .that()
        .resideInAPackage(row.pkg())
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(row.mayImport().toArray(String[]::new))
        .because("an import that is not in the table is a decision: make it there")
        .allowEmptyShould(true) // a row may come before its package
        .check(CLASSES);
  }

  @Test
  void everyPackageHasARowAndSaysWhatItIsFor() {
    List<JavaPackage> packages = CLASSES.stream().map(JavaClass::getPackage).distinct().toList();

    assertThat(packages)
        .extracting(JavaPackage::getName)
        .isSubsetOf(rows().stream().map(Row::pkg).toList());
    assertThat(packages)
        .allSatisfy(p -> assertThat(p.tryGetPackageInfo()).as(p.getName()).isPresent());
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.sanwei.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @ParameterizedTest(name = "{0} never looks up to {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          crypto | config,routes,gateway
          config | routes,gateway
          routes | gateway
          """)
  void modulesFormOneChain(String module, String above) {
    noClasses()
        .that()
        .resideInAPackage("org.sanwei." + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            Stream.of(above.split(",")).map(m -> "org.sanwei." + m + "..").toArray(String[]::new))
        .check(CLASSES);
  }

  @ParameterizedTest(name = "{0}: only in {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          org.bouncycastle..            | org.sanwei.crypto..
          org.apache.activemq.artemis.. | org.sanwei.routes.. org.sanwei.gateway.wiring
          org.apache.camel..            | org.sanwei.routes.. org.sanwei.gateway.wiring
          org.apache.qpid.jms..         | org.sanwei.gateway.channel.reach
          org.apache.qpid.protonj2..    | org.sanwei.gateway.cipherdesk
          org.apache.qpid.proton..      | org.sanwei.routes.intranet
          """)
  void aLibraryStaysWhereItBelongs(String library, String homes) {
    noClasses()
        .that()
        .resideOutsideOfPackages(homes.split(" "))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }

  @Test
  void onlyWiringConfigures() {
    classes()
        .that()
        .areMetaAnnotatedWith(Configuration.class)
        .should()
        .resideInAPackage("org.sanwei.gateway.wiring")
        .check(CLASSES);
  }

  /** Strangers write it: an expression that backtracks would let them stop the gateway. */
  @Test
  void textOfMessagesNeverMeetsAnExpressionThatBacktracks() {
    DescribedPredicate<JavaClass> onText =
        resideInAnyPackage(
            "org.sanwei.config.judge",
            "org.sanwei.routes.read",
            "org.sanwei.routes.read.archive",
            "org.sanwei.routes.read.office",
            "org.sanwei.routes.read.ofd",
            "org.sanwei.routes.release");
    DescribedPredicate<JavaClass> outletNames =
        resideInAPackage("org.sanwei.routes.release").and(simpleName("OutletName"));

    noClasses()
        .that(onText.and(DescribedPredicate.not(outletNames)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.regex")
        .orShould()
        .callMethod(String.class, "matches", String.class)
        .orShould()
        .callMethod(String.class, "replaceAll", String.class, String.class)
        .orShould()
        .callMethod(String.class, "replaceFirst", String.class, String.class)
        .check(CLASSES);
  }

  @Test
  void whatReadsAndJudgesOpensNoFile() {
    DescribedPredicate<JavaClass> files =
        assignableTo(File.class)
            .or(assignableTo(FileInputStream.class))
            .or(assignableTo(FileOutputStream.class))
            .or(assignableTo(FileReader.class))
            .or(assignableTo(FileWriter.class))
            .or(assignableTo(RandomAccessFile.class));

    noClasses()
        .that()
        .resideInAnyPackage(
            "org.sanwei.config.judge",
            "org.sanwei.routes.read",
            "org.sanwei.routes.read.archive",
            "org.sanwei.routes.read.office",
            "org.sanwei.routes.read.ofd")
        .should()
        .dependOnClassesThat(files)
        .check(CLASSES);
  }

  @Test
  void theClockIsReadAtTheEdge() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.sanwei.gateway.wiring", "org.sanwei.gateway.cli")
        .should()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }

  /** Two programs have an edge: the gateway's is the wiring, the cipher desk is its own. */
  @Test
  void randomnessIsMadeAtTheEdge() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.sanwei.gateway.wiring", "org.sanwei.gateway.cli", "org.sanwei.gateway.cipherdesk")
        .should()
        .callConstructor(SecureRandom.class)
        .orShould()
        .callConstructor(Random.class)
        .orShould()
        .callMethod(Math.class, "random")
        .check(CLASSES);
  }
}
