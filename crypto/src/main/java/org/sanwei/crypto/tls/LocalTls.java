package org.sanwei.crypto.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A server's key and the authority that vouches for it, for loopback and sandbox. The authority's
 * own key is forgotten once it has signed, so nobody can issue more under it. EC P-256, SHA-256,
 * 397 days.
 *
 * @param serverKeys PKCS#12 with the server's key and chain, mode 0600, under the password
 * @param trust PKCS#12 with the authority's certificate, under the same password
 * @param authorityPem the authority's certificate, for clients that want PEM
 */
public record LocalTls(Path serverKeys, Path trust, Path authorityPem) {
  /** The key store's only entry. */
  public static final String ALIAS = "server";

  private static final String STORE_TYPE = "PKCS12";
  private static final Duration VALID = Duration.ofDays(397);
  private static final Duration RENEW_BEFORE_END = Duration.ofDays(7);
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);

  /**
   * Makes the files, or leaves them if they are there, open with the password, are for all these
   * names and valid for another week. {@code names} are DNS names or IP addresses, at least one.
   * The caller wipes the password.
   */
  public static LocalTls create(
      Path directory, List<String> names, char[] password, Clock clock, SecureRandom random)
      throws IOException {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("a server certificate needs at least one name");
    }
    LocalTls files =
        new LocalTls(
            directory.resolve("server.p12"),
            directory.resolve("trust.p12"),
            directory.resolve("authority.pem"));
    if (!files.usable(names, password, clock.instant())) {
      Files.createDirectories(directory);
      files.make(names, password, clock.instant(), random);
    }
    return files;
  }

  private boolean usable(List<String> names, char[] password, Instant now) {
    if (!Files.exists(serverKeys) || !Files.exists(trust) || !Files.exists(authorityPem)) {
      return false;
    }
    try {
      Certificate[] chain = load(serverKeys, password).getCertificateChain(ALIAS);
      Certificate authority = load(trust, password).getCertificate("authority");
      if (chain == null || chain.length != 2 || !chain[1].equals(authority)) {
        return false;
      }
      X509Certificate server = (X509Certificate) chain[0];
      server.verify(authority.getPublicKey());
      server.checkValidity(Date.from(now));
      server.checkValidity(Date.from(now.plus(RENEW_BEFORE_END)));
      return namesOf(server).containsAll(names)
          && Files.readString(authorityPem, StandardCharsets.US_ASCII).equals(pem(authority));
    } catch (GeneralSecurityException | IOException e) {
      // Another password, an expired or a damaged file: all are mended by making new ones.
      return false;
    }
  }

  private static Set<String> namesOf(X509Certificate server) throws GeneralSecurityException {
    Set<String> names = new HashSet<>();
    Collection<List<?>> entries = server.getSubjectAlternativeNames();
    if (entries != null) {
      entries.forEach(entry -> names.add(entry.get(1).toString()));
    }
    return names;
  }

  /** The server's keys come last: until they stand, the next start makes everything anew. */
  private void make(List<String> names, char[] password, Instant now, SecureRandom random)
      throws IOException {
    try {
      Instant from = now.minus(CLOCK_SKEW);
      KeyPair authorityKeys = newPair(random);
      KeyPair server = newPair(random);
      LocalIssuer issuer = new LocalIssuer(authorityKeys, from, now.plus(VALID), random);
      X509Certificate authorityCertificate = issuer.authority();
      X509Certificate serverCertificate = issuer.server(server.getPublic(), names);
      KeyStore trusted = empty();
      trusted.setCertificateEntry("authority", authorityCertificate);
      KeyStore keys = empty();
      keys.setKeyEntry(
          ALIAS,
          server.getPrivate(),
          password,
          new Certificate[] {serverCertificate, authorityCertificate});
      Files.deleteIfExists(serverKeys);
      write(trust, bytes(trusted, password));
      write(authorityPem, pem(authorityCertificate).getBytes(StandardCharsets.US_ASCII));
      write(serverKeys, bytes(keys, password));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no EC P-256 or no PKCS#12", e);
    }
  }

  private static KeyPair newPair(SecureRandom random) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(STORE_TYPE);
    store.load(null, null);
    return store;
  }

  private static KeyStore load(Path file, char[] password)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(STORE_TYPE);
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password);
    }
    return store;
  }

  private static byte[] bytes(KeyStore store, char[] password)
      throws GeneralSecurityException, IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, password);
    return out.toByteArray();
  }

  private static String pem(Certificate certificate) throws GeneralSecurityException {
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
    return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
  }

  private static void write(Path file, byte[] content) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(unfinished);
    Files.createFile(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(unfinished, content);
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
