package org.sanwei.gateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Objects;
import org.sanwei.gateway.sandbox.SandboxHome;
import org.sanwei.gateway.sandbox.SandboxMail;

/** The fax machine of every sender: brings what it received by mail, as text or as a picture. */
final class FaxMachine {
  private static final Base64.Encoder BASE64 = Base64.getMimeEncoder();

  /** Its head says 机密★10年. */
  private static final String MARKED = "fax/00.fine.tif";

  private static final String UNMARKED = "fax/11.std.tif";

  private final SandboxMail mail;

  FaxMachine(SandboxMail mail) {
    this.mail = mail;
  }

  /** One text. */
  Source text(String text, Sender from) {
    return deliver(
        head(from)
            + """
            Content-Type: text/plain; charset=UTF-8
            Content-Transfer-Encoding: base64

            %s
            """
                .formatted(BASE64.encodeToString(text.getBytes(UTF_8))));
  }

  /** A text, and a page as a picture which has to be recognised. */
  Source page(String text, boolean marked, Sender from) {
    return deliver(
        head(from)
            + """
            Content-Type: multipart/mixed; boundary=page

            --page
            Content-Type: text/plain; charset=UTF-8
            Content-Transfer-Encoding: base64

            %s
            --page
            Content-Type: image/tiff
            Content-Disposition: attachment; filename=fax.tif
            Content-Transfer-Encoding: base64

            %s
            --page--
            """
                .formatted(
                    BASE64.encodeToString(text.getBytes(UTF_8)),
                    BASE64.encodeToString(picture(marked ? MARKED : UNMARKED))));
  }

  private String head(Sender from) {
    return """
        From: %s@senders.invalid
        To: %s
        Message-ID: %s
        Subject: fax
        MIME-Version: 1.0
        """
        .formatted(from.address(), mail.address(), from.messageId());
  }

  private static byte[] picture(String name) {
    try (InputStream in = SandboxHome.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, "a page of the sandbox").readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Source deliver(String text) {
    byte[] bytes = text.replace("\r", "").replace("\n", "\r\n").getBytes(UTF_8);
    return new Source() {
      @Override
      public String bring() {
        mail.deliver(bytes);
        return "";
      }

      @Override
      public boolean rid() {
        return mail.inInbox() == 0;
      }
    };
  }
}
