package org.sanwei.routes.release;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import org.sanwei.crypto.Opened;
import org.sanwei.crypto.Opener;
import org.sanwei.crypto.SealContext;
import org.sanwei.crypto.Sealer;
import org.sanwei.crypto.Signer;
import org.sanwei.crypto.Verified;
import org.sanwei.crypto.Verifier;

/**
 * A release key of this test run. Signs truly (Ed25519), so that forgery is forgery; seals are only
 * framed, since what a seal hides is the crypto module's business and tested there.
 */
final class TestSeals implements Signer, Verifier, Sealer, Opener {
  private static final int SIGNATURE_BYTES = 64;
  private final KeyPair keys;

  TestSeals() {
    try {
      keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public byte[] sign(String purpose, byte[] content) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(framed(purpose, content));
      byte[] statement = Arrays.copyOf(signature.sign(), SIGNATURE_BYTES + content.length);
      System.arraycopy(content, 0, statement, SIGNATURE_BYTES, content.length);
      return statement;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String keyId() {
    return "test-release-key";
  }

  @Override
  public Verified verify(String purpose, byte[] statement) {
    if (statement.length < SIGNATURE_BYTES) {
      return new Verified.Malformed("64 bytes of signature");
    }
    byte[] content = Arrays.copyOfRange(statement, SIGNATURE_BYTES, statement.length);
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(keys.getPublic());
      signature.update(framed(purpose, content));
      return signature.verify(statement, 0, SIGNATURE_BYTES)
          ? new Verified.Statement(content, keyId(), "test")
          : new Verified.Forged(keyId());
    } catch (GeneralSecurityException e) {
      return new Verified.Malformed("a signature");
    }
  }

  @Override
  public byte[] seal(SealContext context, byte[] plain) {
    return framed(context.purpose() + "\n" + context.id(), plain);
  }

  @Override
  public Opened open(byte[] sealed) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(sealed))) {
      String[] context = in.readUTF().split("\n", 2);
      return new Opened.Message(new SealContext(context[0], context[1]), in.readAllBytes());
    } catch (IOException | RuntimeException e) {
      return new Opened.Malformed(0, "a context");
    }
  }

  private static byte[] framed(String head, byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(head);
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
