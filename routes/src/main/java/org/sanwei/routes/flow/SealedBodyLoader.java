package org.sanwei.routes.flow;

import org.apache.camel.Message;
import org.sanwei.routes.queue.SealedBody;

/** Puts a sealed body into a Camel message, with its own properties and no other header. */
final class SealedBodyLoader {
  private SealedBodyLoader() {}

  static void load(SealedBody body, Message message) {
    message.removeHeaders("*");
    body.properties().forEach(message::setHeader);
    message.setBody(body.bytes());
  }
}
