package org.sanwei.config.load;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.GatewayConfig.Endpoint;
import org.sanwei.config.policy.OutletConfig;
import org.sanwei.config.policy.OutletConfig.Smpp;
import org.sanwei.config.policy.OutletConfig.Wecom;
import org.sanwei.config.policy.Secret;

/** Reads one outlet of gateway.yaml. */
final class OutletReader {
  private static final int MOST_BINDS = 16;

  /** SMPP has no room for more. */
  private static final int MOST_SYSTEM_ID_CHARACTERS = 15;

  private static final int MOST_PASSWORD_BYTES = 8;

  private static final Map<String, String> KINDS = new LinkedHashMap<>();

  static {
    List.of("smpp", "wecom").forEach(kind -> KINDS.put(kind, kind));
  }

  private final SecretFiles secrets;

  OutletReader(SecretFiles secrets) {
    this.secrets = secrets;
  }

  /** Null after a problem with the kind, as then nobody knows what keys to expect. */
  @Nullable OutletConfig read(String name, Fields fields) {
    String kind = fields.choice("kind", KINDS, "");
    return switch (kind) {
      case "smpp" -> smpp(name, fields);
      case "wecom" -> wecom(name, fields);
      default -> {
        fields.names().forEach(fields::has);
        yield null;
      }
    };
  }

  private Secret smppPassword(Fields fields) {
    Secret password = secrets.secret(fields, "passwordFile");
    if (password.reveal().length > MOST_PASSWORD_BYTES) {
      fields.problem(
          fields.at("passwordFile"),
          "the password of '" + fields.full("passwordFile") + "' is longer than SMPP's 8 bytes",
          "agree a shorter one with the SMS centre, and put it into that file");
    }
    return password;
  }

  private Smpp smpp(String name, Fields fields) {
    Endpoint server = GatewayReader.endpoint(fields);
    boolean tls = fields.choice("tls", Words.YES_NO, true);
    if (!tls && !ChannelReader.LOOPBACK.contains(server.host())) {
      fields.problem(
          fields.at("tls"),
          "the password and every bulletin would cross the network in the clear",
          "write  tls: true; for an operator without TLS let a tunnel end on this machine and write "
              + " host: 127.0.0.1");
    }
    return new Smpp(
        name,
        server,
        tls,
        fields.parsed(
            "systemId", "sanwei", "", t -> t.length() <= MOST_SYSTEM_ID_CHARACTERS ? t : null),
        smppPassword(fields),
        fields.parsed(
            "sourceAddress", "\"10690000\"", "", t -> t.matches("[0-9]{1,20}") ? t : null),
        fields.text("signature", "值班室", ""),
        fields.has("binds") ? (int) GatewayReader.number(fields, "binds", "2", 1, MOST_BINDS) : 1);
  }

  private Wecom wecom(String name, Fields fields) {
    return new Wecom(
        name,
        fields.parsed(
            "baseUrl",
            "https://qyapi.weixin.qq.com",
            URI.create("http://127.0.0.1"),
            OutletReader::url),
        fields.text("corpId", "ww0", ""),
        GatewayReader.number(fields, "agentId", "1000002", 1, Integer.MAX_VALUE),
        secrets.secret(fields, "secretFile"));
  }

  private static @Nullable URI url(String text) {
    try {
      URI url = URI.create(text);
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      boolean safe =
          !"http".equals(url.getScheme()) || ChannelReader.LOOPBACK.contains(url.getHost());
      return web && safe && url.getHost() != null && url.getUserInfo() == null ? url : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
