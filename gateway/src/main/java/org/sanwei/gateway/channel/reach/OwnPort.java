package org.sanwei.gateway.channel.reach;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Set;
import java.util.function.IntSupplier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.GatewayConfig;
import org.sanwei.config.policy.GatewayConfig.WebTls;

/** The gateway's own port for pages and posts, as a client on this machine reaches it. */
public final class OwnPort {
  private static final int MILLIS = 4_000;
  private static final Set<String> ANYWHERE = Set.of("0.0.0.0", "::", "[::]");

  private final String host;
  private final IntSupplier port;
  private final @Nullable WebTls tls;

  /**
   * @param port known once the server listens
   */
  public OwnPort(GatewayConfig config, IntSupplier port) {
    String named = config.web().host();
    this.host = ANYWHERE.contains(named) ? "127.0.0.1" : named;
    this.port = port;
    this.tls = config.webDoor().tls();
  }

  String where() {
    return host + ":" + port.getAsInt();
  }

  HttpURLConnection open(String path) throws IOException {
    String literal = host.contains(":") ? "[" + host + "]" : host;
    URI address =
        URI.create((tls == null ? "http" : "https") + "://" + literal + ":" + port.getAsInt());
    HttpURLConnection connection =
        (HttpURLConnection) address.resolve(path).toURL().openConnection();
    connection.setConnectTimeout(MILLIS);
    connection.setReadTimeout(MILLIS);
    connection.setInstanceFollowRedirects(false);
    if (tls != null && connection instanceof HttpsURLConnection secure) {
      secure.setSSLSocketFactory(trusting(tls).getSocketFactory());
      // The certificate itself is what we trust: it is our own, by whatever name it goes.
      secure.setHostnameVerifier((name, session) -> true);
    }
    return connection;
  }

  private static SSLContext trusting(WebTls tls) throws IOException {
    try (InputStream in = Files.newInputStream(tls.keyStore())) {
      KeyStore own = KeyStore.getInstance("PKCS12");
      own.load(in, tls.password().revealText().toCharArray());
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      for (String alias : Collections.list(own.aliases())) {
        Certificate certificate = own.getCertificate(alias);
        if (certificate != null) {
          trusted.setCertificateEntry(alias, certificate);
        }
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the key store of web.tls cannot be used");
    }
  }
}
