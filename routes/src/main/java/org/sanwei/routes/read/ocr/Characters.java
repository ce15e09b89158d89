package org.sanwei.routes.read.ocr;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The characters that the recognising model knows, by class: 0 is none, the last is the space. */
final class Characters {
  private static final String KEYS = "/models/ppocr_keys_v1.txt";

  private final List<String> characters;

  private Characters(List<String> characters) {
    this.characters = characters;
  }

  static Characters load() throws IOException {
    List<String> all = new ArrayList<>();
    all.add("");
    try (InputStream in = Characters.class.getResourceAsStream(KEYS)) {
      if (in == null) {
        throw new IOException("no " + KEYS + " on the class path");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      lines.lines().forEach(all::add);
    }
    all.add(" ");
    return new Characters(List.copyOf(all));
  }

  int size() {
    return characters.size();
  }

  /** The class of a character that is known to be among them. */
  int classOf(String character) {
    int index = characters.indexOf(character);
    if (index < 0) {
      throw new IllegalArgumentException("the model does not know this character");
    }
    return index;
  }

  String of(int index) {
    return characters.get(index);
  }
}
