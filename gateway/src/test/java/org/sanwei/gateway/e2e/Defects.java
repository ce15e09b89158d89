package org.sanwei.gateway.e2e;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import org.sanwei.routes.intake.Taken;
import org.slf4j.LoggerFactory;

/**
 * Two faults, put into the classes of the built jar from outside while it starts: sealing that
 * leaves the words as they are, and one log statement with a body. The jar itself has no switch for
 * either. Whatever claims to find leaks must find these.
 */
public final class Defects {
  private static final String SEALING = "org.sanwei.crypto.key.Sm4Gcm";
  private static final String TAKING = "org.sanwei.routes.intake.ArrivalSeal";

  private Defects() {}

  /** The JVM calls it before the gateway's own main. */
  public static void premain(String unused, Instrumentation jvm) {
    new AgentBuilder.Default()
        .type(named(SEALING))
        .transform(
            (type, description, loader, module, domain) ->
                type.visit(Advice.to(SealingLeavesTheWords.class).on(named("sealWithNonce")))
                    .visit(Advice.to(OpeningTakesThem.class).on(named("open"))))
        .type(named(TAKING))
        .transform(
            (type, description, loader, module, domain) ->
                type.visit(
                    Advice.to(OneLogStatement.class).on(named("seal").and(takesArguments(3)))))
        .installOn(jvm);
  }

  /** The option that brings both into a JVM; the agent's jar is made below {@code directory}. */
  static String option(Path directory) throws IOException {
    Path jar = directory.resolve("defects.jar");
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(new Attributes.Name("Premain-Class"), Defects.class.getName());
    main.put(Attributes.Name.CLASS_PATH, library());
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      for (Class<?> one :
          List.of(
              Defects.class,
              SealingLeavesTheWords.class,
              OpeningTakesThem.class,
              OneLogStatement.class)) {
        String name = one.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(name));
        out.write(bytes(name));
      }
    }
    return "-javaagent:" + jar;
  }

  private static String library() {
    return AgentBuilder.class.getProtectionDomain().getCodeSource().getLocation().toString();
  }

  private static byte[] bytes(String name) {
    try (InputStream in = Defects.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not there");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stands at the end of sealing. */
  static final class SealingLeavesTheWords {
    private SealingLeavesTheWords() {}

    @Advice.OnMethodExit
    static void exit(
        @Advice.Argument(4) byte[] plain,
        @Advice.Argument(5) byte[] out,
        @Advice.Argument(6) int outOffset) {
      System.arraycopy(plain, 0, out, outOffset, plain.length);
    }
  }

  /** Stands in place of opening. */
  static final class OpeningTakesThem {
    private OpeningTakesThem() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static byte[] enter(
        @Advice.Argument(4) byte[] sealed,
        @Advice.Argument(5) int offset,
        @Advice.Argument(6) int sizeBytes) {
      return Arrays.copyOfRange(sealed, offset, offset + sizeBytes);
    }

    @SuppressWarnings("UnusedVariable") // the advice's way to say what is returned
    @Advice.OnMethodExit
    static void exit(@Advice.Enter byte[] plain, @Advice.Return(readOnly = false) byte[] returned) {
      returned = plain;
    }
  }

  /** Stands at the beginning of intake. */
  static final class OneLogStatement {
    private OneLogStatement() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(0) Taken taken) {
      LoggerFactory.getLogger("org.sanwei.routes.intake.Intake")
          .info("taken: {}", new String(taken.body(), StandardCharsets.UTF_8));
    }
  }
}
