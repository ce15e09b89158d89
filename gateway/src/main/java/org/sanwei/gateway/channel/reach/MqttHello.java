package org.sanwei.gateway.channel.reach;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The first packet of an MQTT 3.1.1 client (CONNECT, §3.1), with its name and password. */
final class MqttHello {
  /** The first byte of the answer (CONNACK, §3.2). */
  static final int ANSWER = 0x20;

  /** The last packet (DISCONNECT, §3.14). */
  static final byte[] BYE = {(byte) 0xe0, 0};

  private static final int CLEAN_WITH_LOGIN = 0xc2;

  private MqttHello() {}

  static byte[] of(String name, byte[] password) {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    field(rest, "MQTT".getBytes(StandardCharsets.UTF_8));
    rest.write(4);
    rest.write(CLEAN_WITH_LOGIN);
    rest.write(0);
    rest.write(10);
    // A client's id begins with its account, or the broker takes it for somebody else's.
    field(rest, (name + "/check").getBytes(StandardCharsets.UTF_8));
    field(rest, name.getBytes(StandardCharsets.UTF_8));
    field(rest, password);
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(0x10);
    int length = rest.size();
    do {
      packet.write(length > 127 ? (length & 0x7f) | 0x80 : length);
      length >>= 7;
    } while (length > 0);
    packet.writeBytes(rest.toByteArray());
    return packet.toByteArray();
  }

  private static void field(ByteArrayOutputStream out, byte[] bytes) {
    out.write(bytes.length >> 8);
    out.write(bytes.length);
    out.writeBytes(bytes);
  }
}
