package org.sanwei.gateway.wiring;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sanwei.config.policy.GatewayConfig.WebDoor;
import org.sanwei.config.policy.GatewayConfig.WebTls;

/**
 * What the web server must know of {@link WebDoor}: TLS of its own, and whose forwarded headers it
 * believes. Pure.
 */
final class WebDoorProperties {
  private WebDoorProperties() {}

  static Map<String, Object> of(WebDoor door) {
    Map<String, Object> p = new HashMap<>();
    WebTls tls = door.tls();
    if (tls != null) {
      p.put("server.ssl.enabled", true);
      p.put("server.ssl.key-store", tls.keyStore().toUri().toString());
      p.put("server.ssl.key-store-type", "PKCS12");
      p.put("server.ssl.key-store-password", tls.password().revealText());
      p.put("server.ssl.enabled-protocols", "TLSv1.3,TLSv1.2");
    }
    if (door.proxies().isEmpty()) {
      p.put("server.forward-headers-strategy", "none");
    } else {
      // The caller's address decides on wrong passwords: nobody but these proxies may name it.
      p.put("server.forward-headers-strategy", "native");
      p.put("server.tomcat.remoteip.remote-ip-header", "X-Forwarded-For");
      p.put("server.tomcat.remoteip.protocol-header", "X-Forwarded-Proto");
      p.put("server.tomcat.remoteip.internal-proxies", exactly(door));
      p.put("server.tomcat.remoteip.host-header", "");
      p.put("server.tomcat.remoteip.port-header", "");
    }
    return p;
  }

  /** Tomcat compares with what the JDK calls an address: for IPv6 all eight groups. */
  private static String asTomcatWritesIt(String address) {
    try {
      return Pattern.quote(InetAddress.getByName(address).getHostAddress());
    } catch (UnknownHostException e) {
      throw new StartRefused(
          "web.behindProxy: '" + address + "' is no address",
          "write the proxy's own address, as in  behindProxy: [10.1.2.3]");
    }
  }

  private static String exactly(WebDoor door) {
    return door.proxies().stream()
        .sorted()
        .map(WebDoorProperties::asTomcatWritesIt)
        .collect(Collectors.joining("|"));
  }
}
