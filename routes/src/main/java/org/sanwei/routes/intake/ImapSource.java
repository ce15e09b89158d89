package org.sanwei.routes.intake;

import java.time.Duration;

/**
 * One mailbox to take faxes from. {@code password} is put into the endpoint by reference: {@link
 * #uri()} names the registry bean {@code authenticatorBean} and never holds the secret.
 */
public record ImapSource(
    String channel,
    String host,
    int port,
    boolean implicitTls,
    boolean startTls,
    String user,
    String authenticatorBean,
    String folder,
    String processed,
    Duration pollEvery) {

  /** The Camel endpoint. Timeouts are in milliseconds. */
  public String uri() {
    StringBuilder uri = new StringBuilder(400);
    uri.append(implicitTls ? "imaps://" : "imap://").append(host).append(':').append(port);
    uri.append("?authenticator=#").append(authenticatorBean);
    uri.append("&folderName=RAW(").append(folder).append(')');
    uri.append("&moveTo=RAW(").append(processed).append(')');
    uri.append("&delay=").append(pollEvery.toMillis());
    uri.append("&initialDelay=500&unseen=false&peek=true&mapMailMessage=false");
    uri.append("&maxMessagesPerPoll=50&fetchSize=200&closeFolder=true&disconnect=false");
    uri.append("&connectionTimeout=10000&headerFilterStrategy=#dropAllHeaders");
    uri.append("&mail.imap.partialfetch=false&mail.imaps.partialfetch=false");
    if (startTls) {
      uri.append("&mail.imap.starttls.enable=true&mail.imap.starttls.required=true");
    }
    return uri.toString();
  }
}
