package org.sanwei.routes.read.office;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Opens XML that strangers wrote: no document type, no entities of its own, nothing outside. */
public final class Xml {
  private static final int HEAD = 200;

  /** The JDK's own, whatever else is on the class path; made once, since making it is slow. */
  private static final XMLInputFactory FACTORY = factory();

  private Xml() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setXMLReporter((message, type, about, where) -> {});
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("nothing outside is read");
        });
    return factory;
  }

  /** Decoded here and strictly: the parser prints what it thinks of bytes that are no letters. */
  public static XMLStreamReader open(byte[] xml) throws XMLStreamException {
    int mark = markBytes(xml);
    var decoder =
        charset(xml)
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var bytes = new ByteArrayInputStream(xml, mark, xml.length - mark);
    synchronized (FACTORY) {
      return FACTORY.createXMLStreamReader(new InputStreamReader(bytes, decoder));
    }
  }

  /** Whether the bytes begin as XML does, in UTF-8 or UTF-16. */
  public static boolean looksLike(byte[] bytes) {
    int mark = markBytes(bytes);
    String head = new String(bytes, mark, Math.min(HEAD, bytes.length - mark), ISO_8859_1);
    return head.replace("\0", "").stripLeading().startsWith("<");
  }

  private static int markBytes(byte[] xml) {
    String head = new String(xml, 0, Math.min(3, xml.length), ISO_8859_1);
    boolean wide = head.startsWith("\u00FF\u00FE") || head.startsWith("\u00FE\u00FF");
    return head.equals("\u00EF\u00BB\u00BF") ? 3 : wide ? 2 : 0;
  }

  /** By its mark, the zeros of its first letter, its own word, in this order. */
  private static Charset charset(byte[] xml) throws XMLStreamException {
    String head = new String(xml, 0, Math.min(HEAD, xml.length), ISO_8859_1);
    if (head.startsWith("\u00FF\u00FE") || head.startsWith("<\0")) {
      return UTF_16LE;
    }
    if (head.startsWith("\u00FE\u00FF") || head.startsWith("\0<")) {
      return UTF_16BE;
    }
    int end = head.indexOf("?>");
    int at = head.indexOf("encoding");
    if (head.startsWith("\u00EF\u00BB\u00BF") || at < 0 || at > end) {
      return UTF_8;
    }
    int from = at + "encoding".length();
    while (from < end && "=\"' \t\r\n".indexOf(head.charAt(from)) >= 0) {
      from++;
    }
    int to = from;
    while (to < end && "\"' ".indexOf(head.charAt(to)) < 0) {
      to++;
    }
    try {
      Charset charset = Charset.forName(head.substring(from, to));
      charset.newDecoder();
      return charset;
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      throw new XMLStreamException("an encoding nobody knows");
    }
  }
}
