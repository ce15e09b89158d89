package org.sanwei.routes.release;

import java.net.URI;
import java.time.Duration;

/**
 * How to reach WeCom. {@code secret} never prints, nor does any address built with it.
 *
 * @param base scheme, host and port, such as {@code https://qyapi.weixin.qq.com}
 * @param agentId the number of the enterprise application that sends
 * @param connectTimeout how long a connection may take to open
 * @param answerTimeout how long an answer may take before the send counts as unknown
 * @param perMinute sends to one member in a minute, after which WeCom drops without a word
 * @param perHour the same in an hour
 */
public record WecomSettings(
    URI base,
    String corpId,
    String secret,
    long agentId,
    Duration connectTimeout,
    Duration answerTimeout,
    int perMinute,
    int perHour) {

  @Override
  public String toString() {
    return "WecomSettings[" + base.getHost() + ":" + base.getPort() + ", agent " + agentId + "]";
  }
}
