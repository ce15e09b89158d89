package org.sanwei.gateway.channel;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.Folder;
import org.sanwei.config.policy.GatewayConfig;
import org.sanwei.config.policy.ProbePlan;
import org.sanwei.config.policy.Secret;

/** A gateway.yaml for tests: what a test is not about has a default. */
public final class Channels {
  public static final String PASSWORD = "mail-pass";

  /** Of the integrator oa. */
  public static final String SECRET = "secret-of-this-test";

  private Channels() {}

  public static GatewayConfig config(Map<String, ChannelConfig> channels) {
    return config(channels, null);
  }

  public static GatewayConfig config(
      Map<String, ChannelConfig> channels, GatewayConfig.@Nullable IntranetDoors intranet) {
    Secret secret = new Secret(SECRET.getBytes(StandardCharsets.UTF_8));
    return new GatewayConfig(
        "370900",
        "泰山市值班室",
        ZoneId.of("Asia/Shanghai"),
        new GatewayConfig.Endpoint("127.0.0.1", 1),
        GatewayConfig.WebDoor.PLAIN,
        new GatewayConfig.Endpoint("127.0.0.1", 0),
        intranet,
        new GatewayConfig.Database.Embedded(),
        Path.of("master.key"),
        Path.of("anchors"),
        Duration.ofMinutes(10),
        new GatewayConfig.Limits(1 << 20),
        channels,
        Map.of(
            "oa", new ChannelConfig.Integrator("oa", ChannelConfig.Algorithm.HMAC_SHA256, secret)),
        Map.of(),
        ProbePlan.BY_HAND,
        GatewayConfig.REPEATS_WITHIN,
        false);
  }

  public static ChannelConfig mailbox(int port, String password) {
    return new ChannelConfig(
        "fax-mail",
        ChannelKind.FAX,
        new ChannelConfig.Imap(
            new GatewayConfig.Endpoint("127.0.0.1", port),
            ChannelConfig.Tls.NONE,
            "fax",
            new Secret(password.getBytes(StandardCharsets.UTF_8)),
            "INBOX",
            "Processed",
            Duration.ofSeconds(1),
            new ChannelConfig.Since.Everything(),
            1 << 20,
            true));
  }

  public static ChannelConfig faxFolder(Path path) {
    return folder("fax-folder", ChannelKind.FAX, path, ".*[.](tif|pdf)", Folder.Columns.NONE);
  }

  public static ChannelConfig hotlineFolder(Path path) {
    return folder(
        "hotline-folder",
        ChannelKind.HOTLINE,
        path,
        ".*[.]csv",
        new Folder.Columns(Map.of("text", "内容", "subject", "标题", "caseId", "工单编号"), ',', null));
  }

  private static ChannelConfig folder(
      String name, ChannelKind kind, Path path, String names, Folder.Columns columns) {
    return new ChannelConfig(
        name,
        kind,
        new ChannelConfig.FileDrop(
            new Folder(
                path,
                com.google.re2j.Pattern.compile(names),
                Duration.ofMillis(200),
                Duration.ofMillis(100),
                List.of(".part"),
                null,
                Folder.Facts.NONE,
                columns)));
  }

  public static ChannelConfig posts(String name, ChannelKind kind) {
    return new ChannelConfig(name, kind, new ChannelConfig.Http(Set.of("oa")));
  }

  public static ChannelConfig broker() {
    return new ChannelConfig(
        "intranet-lan", ChannelKind.INTRANET, new ChannelConfig.Broker(Set.of("oa")));
  }

  public static ChannelConfig texts() {
    return new ChannelConfig(
        "sms-in", ChannelKind.SMS, new ChannelConfig.Smpp("sms", Duration.ofMinutes(2)));
  }
}
