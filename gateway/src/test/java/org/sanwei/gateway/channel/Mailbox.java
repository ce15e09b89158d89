package org.sanwei.gateway.channel;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.ByteArrayOutputStream;
import java.util.Properties;

/** The mailbox of the sandbox as another program sees it. */
final class Mailbox {
  private Mailbox() {}

  /** The bytes of the only mail in it. */
  static byte[] only(int port) throws Exception {
    try (Store store = store(port)) {
      Folder inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_ONLY);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      inbox.getMessage(1).writeTo(bytes);
      return bytes.toByteArray();
    }
  }

  /** The flags of every mail in it, as text. */
  static String flags(int port) throws Exception {
    try (Store store = store(port)) {
      Folder inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_ONLY);
      StringBuilder flags = new StringBuilder();
      for (Message message : inbox.getMessages()) {
        flags.append(message.isSet(Flags.Flag.SEEN)).append(message.isSet(Flags.Flag.RECENT));
      }
      return flags.toString();
    }
  }

  private static Store store(int port) throws Exception {
    Store store = Session.getInstance(new Properties()).getStore("imap");
    store.connect("127.0.0.1", port, "fax", Channels.PASSWORD);
    return store;
  }
}
