package org.sanwei.gateway.wiring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.GatewayConfig.Endpoint;
import org.sanwei.config.policy.GatewayConfig.IntranetDoors;
import org.sanwei.config.policy.GatewayConfig.WebTls;

/** What would stop a start halfway, asked before it begins: one clear line each. */
public final class Preflight {
  private Preflight() {}

  /**
   * Makes the data directory (mode 0711: the database's own user must be able to pass through) and
   * tries to write there.
   */
  public static void dataDirectory(Path data) {
    try {
      Files.createDirectories(
          data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
      Path probe = Files.createTempFile(data, "probe", null);
      Files.delete(probe);
    } catch (IOException e) {
      throw new StartRefused(
          "the data directory "
              + data
              + " cannot be written ("
              + e.getClass().getSimpleName()
              + ")",
          "give this account write permission there, or name another with --data DIR");
    }
  }

  /** One gateway a data directory; the lock dies with the process. */
  public static FileChannel lock(Path data) throws IOException {
    FileChannel channel =
        FileChannel.open(
            data.resolve("gateway.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw inUse(data);
    }
    channel.close();
    throw inUse(data);
  }

  private static StartRefused inUse(Path data) {
    return new StartRefused(
        "another gateway runs on the data directory " + data,
        "stop it, or name another directory with --data DIR");
  }

  /** Ports free, key stores that open. */
  public static void check(Setup setup) {
    keyStoreOpens(setup.config().webDoor().tls());
    free(new Endpoint(setup.config().web().host(), setup.webPort()), "web", "--port N");
    free(setup.config().amqp(), "amqp", "amqp.port in gateway.yaml");
    IntranetDoors doors = setup.config().intranet();
    if (doors != null) {
      free(doors.host(), doors.amqp(), "amqp");
      free(doors.host(), doors.stomp(), "stomp");
      free(doors.host(), doors.mqtt(), "mqtt");
    }
  }

  private static void free(String host, @Nullable Integer port, String protocol) {
    if (port != null) {
      String where = "intranet." + protocol + " in gateway.yaml";
      free(new Endpoint(host, port), "intranet's " + protocol, where);
    }
  }

  private static void keyStoreOpens(@Nullable WebTls tls) {
    if (tls == null) {
      return;
    }
    char[] password = tls.password().revealText().toCharArray();
    try {
      KeyStore.getInstance(tls.keyStore().toFile(), password);
    } catch (IOException | GeneralSecurityException e) {
      throw new StartRefused(
          "the key store of the pages, " + tls.keyStore() + ", does not open",
          "put a PKCS#12 file there that passwordFile opens: web.tls in gateway.yaml");
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private static void free(Endpoint endpoint, String what, String where) {
    if (endpoint.port() == 0) {
      return;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(endpoint.host()), endpoint.port()));
    } catch (IOException e) {
      throw new StartRefused(
          "the "
              + what
              + " port "
              + endpoint.host()
              + ":"
              + endpoint.port()
              + " is in use or not ours",
          "stop what listens there, or choose another: " + where);
    }
  }
}
