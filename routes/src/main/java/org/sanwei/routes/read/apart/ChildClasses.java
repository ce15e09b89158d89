package org.sanwei.routes.read.apart;

import java.util.List;

/**
 * What stands on a child's class path: the readers, what they are made of, and the parsers. Nothing
 * of keys, brokers, databases or the web; what is not in the list is not there, and a parser that
 * misses it ends in a hold.
 */
final class ChildClasses {
  private static final List<String> PREFIXES =
      List.of(
          "org/sanwei/routes/read/",
          "org/sanwei/routes/message/",
          "org/sanwei/routes/sms/",
          "org/sanwei/config/judge/",
          "org/sanwei/config/policy/",
          "org/sanwei/config/label/",
          "ai/onnxruntime/",
          "com/fasterxml/jackson/",
          "com/github/junrar/",
          "com/zaxxer/sparsebits/",
          "de/dentrassi/",
          "jakarta/activation/",
          "jakarta/mail/",
          "models/",
          "org/apache/commons/codec/",
          "org/apache/commons/collections4/",
          "org/apache/commons/compress/",
          "org/apache/commons/csv/",
          "org/apache/commons/io/",
          "org/apache/commons/lang3/",
          "org/apache/commons/logging/",
          "org/apache/commons/math3/",
          "org/apache/fontbox/",
          "org/apache/james/mime4j/",
          "org/apache/logging/",
          "org/apache/pdfbox/",
          "org/apache/poi/",
          "org/apache/tika/",
          "org/brotli/",
          "org/eclipse/angus/",
          "org/jsoup/",
          "org/jspecify/",
          "org/mozilla/universalchardet/",
          "org/slf4j/",
          "org/tukaani/xz/");

  /** Without a dot these are names of files that libraries look for beside their classes. */
  private static final List<String> REGISTRIES =
      List.of(
          "META-INF/mailcap",
          "META-INF/javamail.",
          "META-INF/jakarta.",
          "META-INF/mimetypes.default");

  private static final String SERVICES = "META-INF/services/";
  private static final String VERSIONS = "META-INF/versions/";

  /** Its provider is the gateway's log: a child keeps none. */
  private static final String LOG_SERVICE = "org/slf4j/";

  /** Native code for processors that this is not. */
  private static final String OTHER_MACHINES =
      "ai/onnxruntime/native/"
          + (System.getProperty("os.arch", "").equals("aarch64") ? "linux-x64" : "linux-aarch64");

  private ChildClasses() {}

  /** Whether a class-path entry of this name belongs on it. */
  static boolean has(String name) {
    if (name.endsWith("/") || name.startsWith(OTHER_MACHINES)) {
      return false;
    }
    if (name.startsWith(SERVICES)) {
      String service = name.substring(SERVICES.length()).replace('.', '/');
      return starts(service, PREFIXES) && !service.startsWith(LOG_SERVICE);
    }
    return starts(unversioned(name), PREFIXES) || starts(name, REGISTRIES);
  }

  /** Whether it is a class that does not belong on it. */
  static boolean isForeign(String name) {
    String plain = unversioned(name);
    return plain.endsWith(".class") && !plain.endsWith("module-info.class") && !has(name);
  }

  private static String unversioned(String name) {
    return name.startsWith(VERSIONS)
        ? name.substring(name.indexOf('/', VERSIONS.length()) + 1)
        : name;
  }

  private static boolean starts(String name, List<String> prefixes) {
    return prefixes.stream().anyMatch(name::startsWith);
  }
}
