package org.sanwei.config.policy;

import java.net.URI;
import org.sanwei.config.policy.GatewayConfig.Endpoint;

/** How one outlet is reached. */
public sealed interface OutletConfig {

  /** As named in gateway.yaml and the policy. */
  String name();

  /**
   * A direct line to an operator's message centre. {@code signature} is set in 【】 before each text;
   * {@code binds} sessions are kept, each for both directions.
   */
  record Smpp(
      String name,
      Endpoint server,
      boolean tls,
      String systemId,
      Secret password,
      String sourceAddress,
      String signature,
      int binds)
      implements OutletConfig {}

  /** A WeCom application. */
  record Wecom(String name, URI baseUrl, String corpId, long agentId, Secret secret)
      implements OutletConfig {}
}
