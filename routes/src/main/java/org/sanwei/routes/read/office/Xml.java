package org.sanwei.routes.read.office;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Opens XML that strangers wrote: no document type, no entities of its own, nothing outside. */
public final class Xml {
  private static final int HEAD = 64;

  /** The JDK's own, whatever else is on the class path; made once, since making it is slow. */
  private static final XMLInputFactory FACTORY = factory();

  private Xml() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("nothing outside is read");
        });
    return factory;
  }

  public static XMLStreamReader open(byte[] xml) throws XMLStreamException {
    synchronized (FACTORY) {
      return FACTORY.createXMLStreamReader(new ByteArrayInputStream(xml));
    }
  }

  /** Whether the bytes begin as XML does, in UTF-8 or UTF-16. */
  public static boolean looksLike(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(HEAD, bytes.length), ISO_8859_1);
    String letters =
        head.replace("\0", "")
            .replace("\u00EF\u00BB\u00BF", "")
            .replace("\u00FF\u00FE", "")
            .replace("\u00FE\u00FF", "");
    return letters.stripLeading().startsWith("<");
  }
}
