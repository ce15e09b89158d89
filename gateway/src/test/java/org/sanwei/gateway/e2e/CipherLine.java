package org.sanwei.gateway.e2e;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.sanwei.crypto.cms.CipherEnvelopeOpener;
import org.sanwei.crypto.cms.CipherEnvelopeVerifier;
import org.sanwei.crypto.cms.CipherOpened;
import org.sanwei.crypto.key.OfficerCertificate;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.routes.message.Dossier;
import org.sanwei.routes.message.Wire;

/** What lies on a 机要 address, looked at over AMQP and TLS with an account of the broker. */
record CipherLine(Office office) {
  static final String DEFAULT = "sanwei.cipher.default";
  static final String SPILL = "sanwei.spill";

  /**
   * Every envelope on an address, oldest first; nothing is taken off.
   *
   * @throws JMSException when the broker refuses this account
   */
  List<byte[]> envelopes(String account, String address) throws JMSException, IOException {
    Path keys = office.root().resolve("keys");
    String uri =
        "amqps://127.0.0.1:%d?transport.trustStoreLocation=%s&transport.trustStorePassword=%s"
            .formatted(
                office.ports().amqp(),
                encoded(keys.resolve("tls").resolve("trust.p12").toString()),
                encoded(Files.readString(keys.resolve("tls.password")).strip()));
    try (Connection connection =
        new JmsConnectionFactory(account, office.secret("amqp-" + account), uri)
            .createConnection()) {
      connection.start();
      Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
      List<byte[]> envelopes = new ArrayList<>();
      try (QueueBrowser browser = session.createBrowser(session.createQueue(address))) {
        Enumeration<?> messages = browser.getEnumeration();
        while (messages.hasMoreElements()) {
          envelopes.add(((BytesMessage) messages.nextElement()).getBody(byte[].class));
        }
      }
      return envelopes;
    }
  }

  /** Everything on an address, opened with the key of {@code officer}; every one must open. */
  List<Dossier> dossiers(String officer, String address) throws JMSException, IOException {
    return opened(officer, envelopes(officer, address));
  }

  /** What an officer took over from the line against a receipt. */
  List<byte[]> takenOver(String officer) throws IOException {
    Path received = office.officer(officer).resolve("received");
    List<byte[]> envelopes = new ArrayList<>();
    if (Files.exists(received)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(received)) {
        for (Path file : files) {
          envelopes.add(Files.readAllBytes(file));
        }
      }
    }
    return envelopes;
  }

  /** Envelopes opened with the key of {@code officer}; every one must open. */
  List<Dossier> opened(String officer, List<byte[]> envelopes) throws IOException {
    CipherEnvelopeOpener opener = opener(officer);
    List<Dossier> dossiers = new ArrayList<>();
    for (byte[] envelope : envelopes) {
      if (!(opener.open(envelope) instanceof CipherOpened.Message message)) {
        throw new AssertionError("an envelope does not open for " + officer);
      }
      dossiers.add(Wire.decode(message.plain(), Dossier.class));
    }
    return dossiers;
  }

  /** What an officer's key makes of an envelope, wherever it came from. */
  CipherEnvelopeOpener opener(String officer) throws IOException {
    char[] password =
        Files.readString(office.officer(officer).resolve("officer.password")).toCharArray();
    return opener(PersonalKey.open(office.officer(officer).resolve("officer.p12"), password));
  }

  /** What the gateway could make of an envelope with the one asymmetric key that it has. */
  CipherEnvelopeOpener gatewaysOwn() throws IOException {
    Path keys = office.root().resolve("keys");
    char[] password = Files.readString(keys.resolve("gateway.password")).strip().toCharArray();
    return opener(PersonalKey.open(keys.resolve("gateway.p12"), password));
  }

  private CipherEnvelopeOpener opener(PersonalKey key) throws IOException {
    OfficerCertificate gateway =
        OfficerCertificate.read(
            office.root().resolve("keys").resolve("gateway.pem"), Clock.systemUTC());
    return new CipherEnvelopeOpener(key, new CipherEnvelopeVerifier(Set.of(gateway)));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
