package org.sanwei.config.load;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.GatewayConfig.Endpoint;
import org.sanwei.config.policy.GatewayConfig.WebDoor;
import org.sanwei.config.policy.GatewayConfig.WebTls;

/** Reads {@code web}: where the pages listen, and what protects them off loopback. */
final class WebReader {
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}([.][0-9]{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:]*");

  private final Path dir;
  private final SecretFiles secrets;

  WebReader(Path dir, SecretFiles secrets) {
    this.dir = dir;
    this.secrets = secrets;
  }

  record Web(Endpoint endpoint, WebDoor door) {}

  Web read(@Nullable Fields fields) {
    if (fields == null) {
      return new Web(new Endpoint("127.0.0.1", 0), WebDoor.PLAIN);
    }
    Endpoint endpoint = GatewayReader.endpoint(fields);
    WebTls tls = tls(fields.map("tls", false));
    Set<String> proxies = proxies(fields);
    boolean open = tls == null && proxies.isEmpty();
    if (open && !ChannelReader.LOOPBACK.contains(endpoint.host())) {
      fields.problem(
          fields.at("host"),
          "passwords and messages would cross the network in the clear",
          "add  tls: { keyStore: secrets/web.p12, passwordFile: secrets/web-password }  or, behind"
              + " a TLS proxy,  behindProxy: [ADDRESS OF THE PROXY]");
    }
    fields.done();
    return new Web(endpoint, new WebDoor(tls, proxies));
  }

  private @Nullable WebTls tls(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    Path keyStore = dir.resolve(fields.text("keyStore", "secrets/web.p12", "")).normalize();
    WebTls tls = new WebTls(keyStore, secrets.secret(fields, "passwordFile"));
    fields.done();
    return tls;
  }

  private static Set<String> proxies(Fields fields) {
    List<String> named = fields.words("behindProxy");
    if (fields.has("behindProxy") && named.isEmpty()) {
      fields.problem(
          fields.at("behindProxy"),
          "'" + fields.full("behindProxy") + "' names no proxy",
          "write its addresses, as in  behindProxy: [10.1.2.3]");
    }
    for (String address : named) {
      if (!ADDRESS.matcher(address).matches()) {
        fields.problem(
            fields.at("behindProxy"),
            "'" + address + "' is no address",
            "write the proxy's own address, as in  behindProxy: [10.1.2.3]");
      }
    }
    return new LinkedHashSet<>(named);
  }
}
