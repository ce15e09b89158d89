package org.sanwei.gateway.wiring;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;
import org.sanwei.gateway.bulletin.RecipientBook;

/**
 * The leaders that a deployment's {@code leaders.properties} names, who may be ticked as recipients
 * of a bulletin: {@code 姓名=职务, 手机号, 企业微信帐号}. Read at each start; a changed line changes the book, a
 * removed one removes nobody.
 */
final class ConfiguredLeaders {
  private static final String FILE = "leaders.properties";

  private final Path configDir;
  private final RecipientBook book;

  ConfiguredLeaders(Path configDir, RecipientBook book) {
    this.configDir = configDir;
    this.book = book;
  }

  /**
   * @throws StartRefused when a line has not three fields
   */
  void putAll() {
    Path file = configDir.resolve(FILE);
    if (!Files.exists(file)) {
      return;
    }
    Properties lines = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      lines.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new StartRefused(file + " cannot be read as UTF-8 properties", "save it as UTF-8");
    }
    for (String name : new TreeSet<>(lines.stringPropertyNames())) {
      String[] fields = lines.getProperty(name, "").split(",", -1);
      if (fields.length != 3) {
        throw new StartRefused(
            file + ": the line of a leader has " + fields.length + " fields, it needs 3",
            "write 姓名=职务, 手机号, 企业微信帐号");
      }
      book.put(name, fields[0].strip(), fields[1].strip(), fields[2].strip());
    }
  }
}
