package org.sanwei.gateway.officebook;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The first sheet of an XLSX file, by the JDK's own zip and XML streams. Formulas are not
 * evaluated: what the file says was their value counts. Bounded in entries, bytes, rows, cells and
 * characters; no DTD, no entity, nothing from outside the file.
 */
final class XlsxRows {
  private static final int MOST_ENTRIES = 500;
  private static final int MOST_INFLATED_BYTES = 24 << 20;
  private static final int MOST_STRINGS = 400_000;
  private static final String STRINGS = "xl/sharedStrings.xml";
  private static final String SHEETS = "xl/worksheets/sheet";

  private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
  private final List<String> strings = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  private int bytesLeft = MOST_INFLATED_BYTES;
  private int stringsLeft = BookRows.MOST_CHARACTERS_IN_ALL;
  private int cellsLeft = BookRows.MOST_CHARACTERS_IN_ALL;

  private XlsxRows() {
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
  }

  static BookRows read(byte[] file) {
    XlsxRows sheet = new XlsxRows();
    try {
      Map<String, byte[]> parts = sheet.parts(file);
      byte[] first =
          parts.entrySet().stream()
              .filter(part -> part.getKey().startsWith(SHEETS))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(null);
      if (first == null) {
        return new BookRows.Unreadable("not-a-table");
      }
      sheet.strings(parts.getOrDefault(STRINGS, new byte[0]));
      sheet.sheet(first);
      return new BookRows.Rows(sheet.rows);
    } catch (TooMuch e) {
      return new BookRows.Unreadable("too-large");
    } catch (IOException | XMLStreamException | RuntimeException e) {
      return new BookRows.Unreadable("not-a-table");
    }
  }

  private static final class TooMuch extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** What is of interest, by name: sheet10 after sheet1, which is the first. */
  private Map<String, byte[]> parts(byte[] file) throws IOException {
    Map<String, byte[]> parts = new TreeMap<>();
    int entries = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (++entries > MOST_ENTRIES) {
          throw new TooMuch();
        }
        boolean wanted = entry.getName().equals(STRINGS) || entry.getName().startsWith(SHEETS);
        // Skipping inflates too: a bomb in an entry that nobody wants is one all the same.
        byte[] bytes = bytes(zip, wanted);
        if (wanted) {
          parts.putIfAbsent(entry.getName(), bytes);
        }
      }
    }
    return parts;
  }

  private byte[] bytes(InputStream in, boolean keep) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] piece = new byte[16_384];
    for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
      bytesLeft -= n;
      if (bytesLeft < 0) {
        throw new TooMuch();
      }
      if (keep) {
        all.write(piece, 0, n);
      }
    }
    return all.toByteArray();
  }

  private void strings(byte[] xml) throws IOException, XMLStreamException {
    if (xml.length == 0) {
      return;
    }
    XMLStreamReader in = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
    StringBuilder text = new StringBuilder();
    boolean reading = false;
    while (in.hasNext()) {
      int event = in.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        reading = in.getLocalName().equals("t");
      } else if (event == XMLStreamConstants.CHARACTERS && reading) {
        append(text, in.getText());
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        reading = false;
        if (in.getLocalName().equals("si")) {
          if (strings.size() == MOST_STRINGS) {
            throw new TooMuch();
          }
          // Here and not in each cell: a million cells may name the same one.
          String string = BookRows.cut(text.toString());
          stringsLeft -= string.length();
          if (stringsLeft < 0) {
            throw new TooMuch();
          }
          strings.add(string);
          text.setLength(0);
        }
      }
    }
  }

  private void sheet(byte[] xml) throws IOException, XMLStreamException {
    XMLStreamReader in = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
    List<String> row = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    String type = "";
    int column = 0;
    boolean reading = false;
    while (in.hasNext()) {
      int event = in.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        String name = in.getLocalName();
        if (name.equals("row")) {
          row = new ArrayList<>();
        } else if (name.equals("c")) {
          type = String.valueOf(in.getAttributeValue(null, "t"));
          column = column(in.getAttributeValue(null, "r"), row.size());
          value.setLength(0);
        }
        reading = name.equals("v") || name.equals("t");
      } else if (event == XMLStreamConstants.CHARACTERS && reading) {
        append(value, in.getText());
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        reading = false;
        if (in.getLocalName().equals("c")) {
          put(
              row,
              column,
              type.equals("s") ? shared(value.toString()) : BookRows.cut(value.toString()));
        } else if (in.getLocalName().equals("row")) {
          if (rows.size() > BookRows.MOST_ROWS) {
            throw new TooMuch();
          }
          rows.add(List.copyOf(row));
        }
      }
    }
  }

  private static void append(StringBuilder text, String more) {
    int room = BookRows.MOST_CHARACTERS - text.length();
    text.append(more, 0, Math.max(0, Math.min(room, more.length())));
  }

  private String shared(String index) {
    int at = Integer.parseInt(index.strip());
    return at >= 0 && at < strings.size() ? strings.get(at) : "";
  }

  /** The place of a cell such as {@code AB12}; the next one where it is not said. */
  private static int column(String reference, int next) {
    if (reference == null) {
      return next;
    }
    int column = 0;
    for (int i = 0; i < reference.length() && i < 4; i++) {
      char c = reference.charAt(i);
      if (c < 'A' || c > 'Z') {
        break;
      }
      column = column * 26 + (c - 'A' + 1);
    }
    return column == 0 ? next : column - 1;
  }

  private void put(List<String> row, int column, String value) throws TooMuch {
    if (column >= row.size() && column < BookRows.MOST_CELLS) {
      while (row.size() < column) {
        row.add("");
      }
      cellsLeft -= value.length();
      if (cellsLeft < 0) {
        throw new TooMuch();
      }
      row.add(value);
    }
  }
}
