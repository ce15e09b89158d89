package org.sanwei.crypto.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalTlsTest {
  private static final char[] PASSWORD = "loopback".toCharArray();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final List<String> NAMES = List.of("localhost", "127.0.0.1");
  private static final int TIMEOUT_MS = 20_000;

  // The handshake below checks certificates against this machine's own time.
  private final Clock clock = Clock.systemUTC();
  private final Path directory;

  LocalTlsTest(@TempDir Path home) {
    directory = home.resolve("tls");
  }

  @Test
  void aClientThatTrustsTheAuthorityTalksToTheServerByNameAndByAddress() throws Exception {
    LocalTls tls = LocalTls.create(directory, NAMES, PASSWORD, clock, RANDOM);

    for (String name : NAMES) {
      assertThat(exchange(tls, tls, name)).isEqualTo('k');
    }
  }

  @Test
  void aClientOfAnotherAuthorityRefusesTheServer() throws Exception {
    LocalTls tls = LocalTls.create(directory, NAMES, PASSWORD, clock, RANDOM);
    LocalTls other = LocalTls.create(directory.resolve("other"), NAMES, PASSWORD, clock, RANDOM);

    assertThatThrownBy(() -> exchange(tls, other, "localhost")).isInstanceOf(IOException.class);
  }

  @Test
  void filesThatAreStillGoodAreLeft() throws IOException {
    FileTime made = made(NAMES, clock);

    assertThat(made(NAMES, clock)).isEqualTo(made);
    assertThat(made(List.of("localhost"), clock)).isEqualTo(made);
  }

  @Test
  void anotherNameOrPasswordOrTheNearEndMakesNewOnes() throws IOException {
    byte[] first = bytes(NAMES, PASSWORD, clock);

    byte[] withName = bytes(List.of("localhost", "desk.example"), PASSWORD, clock);
    assertThat(withName).isNotEqualTo(first);
    byte[] withPassword = bytes(List.of("localhost"), "other".toCharArray(), clock);
    assertThat(withPassword).isNotEqualTo(withName);
    Instant late = clock.instant().plus(Duration.ofDays(392));
    assertThat(bytes(NAMES, "other".toCharArray(), Clock.fixed(late, ZoneOffset.UTC)))
        .isNotEqualTo(withPassword);
  }

  @Test
  void theServersKeyIsForItsOwnerOnly() throws IOException {
    LocalTls tls = LocalTls.create(directory, NAMES, PASSWORD, clock, RANDOM);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tls.serverKeys())))
        .isEqualTo("rw-------");
    assertThat(Files.readString(tls.authorityPem())).startsWith("-----BEGIN CERTIFICATE-----\n");
  }

  private FileTime made(List<String> names, Clock at) throws IOException {
    return Files.getLastModifiedTime(
        LocalTls.create(directory, names, PASSWORD, at, RANDOM).serverKeys());
  }

  private byte[] bytes(List<String> names, char[] password, Clock at) throws IOException {
    return Files.readAllBytes(LocalTls.create(directory, names, password, at, RANDOM).serverKeys());
  }

  /** The byte that the server sends to a client, over TLS 1.3 with the name checked. */
  private static int exchange(LocalTls serverSide, LocalTls clientSide, String name)
      throws Exception {
    SSLContext serving = SSLContext.getInstance("TLS");
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store(serverSide.serverKeys()), PASSWORD);
    serving.init(keys.getKeyManagers(), null, RANDOM);
    SSLContext calling = SSLContext.getInstance("TLS");
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store(clientSide.trust()));
    calling.init(null, trust.getTrustManagers(), RANDOM);
    try (SSLServerSocket listening =
        (SSLServerSocket)
            serving
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      listening.setSoTimeout(TIMEOUT_MS);
      CompletableFuture<Boolean> served = CompletableFuture.supplyAsync(() -> serve(listening));
      try (SSLSocket socket =
          (SSLSocket) calling.getSocketFactory().createSocket(name, listening.getLocalPort())) {
        socket.setSoTimeout(TIMEOUT_MS);
        return call(socket);
      } finally {
        served.get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
      }
    }
  }

  private static int call(SSLSocket socket) throws IOException {
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(new String[] {"TLSv1.3"});
    socket.setSSLParameters(parameters);
    return socket.getInputStream().read();
  }

  private static boolean serve(SSLServerSocket listening) {
    try (SSLSocket accepted = (SSLSocket) listening.accept()) {
      accepted.setSoTimeout(TIMEOUT_MS);
      accepted.getOutputStream().write('k');
      accepted.getOutputStream().flush();
      return true;
    } catch (SSLException | SocketException e) {
      // The client refused us, as one test wants.
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KeyStore store(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }
}
