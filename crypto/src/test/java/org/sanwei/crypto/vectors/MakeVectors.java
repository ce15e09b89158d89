package org.sanwei.crypto.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import org.sanwei.crypto.Fixed;
import org.sanwei.crypto.SealContext;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.crypto.key.MasterKey;
import org.sanwei.crypto.key.PersonalKey;

/**
 * Makes keys and vectors anew, into the directory given. The committed ones were made once and stay
 * as they are, for they are what other programs were tested against; run this for new ones only.
 */
final class MakeVectors {
  static final char[] PASSWORD = "vectors".toCharArray();

  private static final String INTAKE = "intake/1";
  private static final int HEADER_AT = 5;
  private static final int NONCE_AT = 21;
  private static final int CONTEXT_AT = 33;

  private final Path root;
  private final SecureRandom random = Fixed.random("vectors 1");

  private MakeVectors(Path root) {
    this.root = root;
  }

  public static void main(String[] args) throws IOException {
    MakeVectors make = new MakeVectors(Path.of(args[0]));
    Files.createDirectories(make.root.resolve("keys"));
    make.form1();
    PersonalKey gateway = make.key("gateway");
    PersonalKey li = make.key("li");
    PersonalKey recovery = make.key("recovery");
    PersonalKey stranger = make.key("stranger");
    new MakeForm2(make.root, make.random, gateway, li, recovery, stranger).make();
    new MakeForm3(make.root, make.random, li, stranger).make();
    new MakeForm4(make.root).make();
  }

  private PersonalKey key(String name) throws IOException {
    PersonalKey key = PersonalKey.create(name, Fixed.NOW, Duration.ofDays(36500), random);
    Path file = root.resolve("keys").resolve(name + ".p12");
    key.save(file, PASSWORD, random);
    return key;
  }

  private void form1() throws IOException {
    Path file = root.resolve("keys/master.key");
    MasterKey master = MasterKey.createFile(file, random);
    EpochKeys keys =
        EpochKeys.open(
            root.resolve("keys/epochs"), master, Duration.ofMinutes(5), Fixed.clock(), random);
    SealContext context = new SealContext(INTAKE, "00112233445566778899aabbccddeeff");
    byte[] body = "值班室收到传真一份".getBytes(UTF_8);
    byte[] sealed = keys.seal(context, body);
    int purposeEnd = CONTEXT_AT + 1 + INTAKE.length();
    one("success", "success", "a body of 27 bytes", sealed);
    one("success-empty", "success", "an empty body", keys.seal(context, new byte[0]));
    SealContext longest = new SealContext("p".repeat(64), "i".repeat(128));
    one("success-longest-context", "success", "64 and 128 characters", keys.seal(longest, body));
    one("no-match", "no-match", "an epoch whose key is gone", flip(sealed, HEADER_AT));
    one("forged-nonce", "forged", "first bit of the nonce", flip(sealed, NONCE_AT));
    one("forged-purpose", "forged", "sealed for jntake/1", set(sealed, CONTEXT_AT + 1, 'j'));
    one("forged-id", "forged", "sealed for another id", set(sealed, purposeEnd + 1, '1'));
    one("forged-body", "forged", "ciphertext", flip(sealed, sealed.length - 17));
    one("forged-tag", "forged", "last bit of the tag", flip(sealed, sealed.length - 1));
    one("malformed-empty", "malformed", "no bytes at all", new byte[0]);
    one("malformed-magic", "malformed", "magic bytes", set(sealed, 0, 'X'));
    one("malformed-version", "malformed", "version 2", set(sealed, 4, 2));
    one("malformed-nonce-cut", "malformed", "ends in the nonce", Arrays.copyOf(sealed, 30));
    one("malformed-purpose-length", "malformed", "beyond the end", set(sealed, CONTEXT_AT, 255));
    one("malformed-purpose-shape", "malformed", "upper case", set(sealed, CONTEXT_AT + 1, 'I'));
    one("malformed-id-shape", "malformed", "a space", set(sealed, purposeEnd + 1, ' '));
    one("malformed-id-empty", "malformed", "length 0", set(sealed, purposeEnd, 0));
    int headerEnd = purposeEnd + 1 + 32;
    one("malformed-tag-cut", "malformed", "15 bytes of tag", Arrays.copyOf(sealed, headerEnd + 15));
  }

  private void one(String name, String expect, String comment, byte[] bytes) throws IOException {
    new Vector(name, expect, "", comment, bytes).write(root, "form1");
  }

  static byte[] flip(byte[] bytes, int at) {
    return set(bytes, at, bytes[at] ^ 1);
  }

  static byte[] set(byte[] bytes, int at, int value) {
    byte[] changed = bytes.clone();
    changed[at] = (byte) value;
    return changed;
  }

  /** The outermost length as five bytes, where four suffice; or as indefinite. */
  static byte[] relength(byte[] der, boolean indefinite) {
    int lengthBytes = der[1] & 0x7f;
    int at = 2 + lengthBytes;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(der[0]);
    if (indefinite) {
      out.write(0x80);
    } else {
      out.write(0x80 | (lengthBytes + 1));
      out.write(0);
      out.write(der, 2, lengthBytes);
    }
    out.write(der, at, der.length - at);
    if (indefinite) {
      out.write(0);
      out.write(0);
    }
    return out.toByteArray();
  }
}
