package org.sanwei.gateway.channel;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelConfig;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Notes posts that were refused, under the channel that they were for by the key they name. A key
 * that no channel names is nobody's fault here.
 */
public final class RefusedPosts implements HandlerInterceptor {
  private final Map<String, ChannelConfig> channels;
  private final Faults faults;

  public RefusedPosts(Map<String, ChannelConfig> channels, Faults faults) {
    this.channels = Map.copyOf(channels);
    this.faults = faults;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception thrown) {
    String key = request.getHeader("X-Sanwei-Key");
    if (response.getStatus() < 400 || key == null) {
      return;
    }
    String path = request.getRequestURI();
    String kind = path.substring(path.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT);
    channels.values().stream()
        .filter(channel -> channel.kind().name().equals(kind))
        .filter(
            channel ->
                channel.source() instanceof ChannelConfig.Http http
                    && http.integrators().contains(key))
        .findFirst()
        .ifPresent(channel -> faults.note(channel.name(), "http-" + response.getStatus(), "post"));
  }
}
