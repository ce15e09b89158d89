package org.sanwei.crypto.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.sanwei.crypto.Fixed;
import org.sanwei.crypto.key.PieceKey;
import org.sanwei.crypto.key.PieceSealer;
import org.sanwei.crypto.key.SecretAccess;

/** The vectors of form 4: each is asked for as the piece at place 0 of one body. */
final class MakeForm4 {
  private static final int BODY_AT = 5;
  private static final int INDEX_AT = 21;
  private static final int LAST_AT = 25;
  private static final int CIPHERTEXT_AT = 26;

  private final Path root;

  MakeForm4(Path root) {
    this.root = root;
  }

  void make() throws IOException {
    PieceSealer sealer = new PieceSealer(Fixed.random("vectors 4"));
    PieceKey key = sealer.key();
    // Vectors are public, and so is their key.
    String secret = HexFormat.of().formatHex(key.reveal(SecretAccess.granted()));
    Files.writeString(root.resolve("keys/piece.txt"), key.body() + "\n" + secret + "\n");
    byte[] sealed = sealer.seal("值班室收到传真一份".getBytes(UTF_8), true);
    one("success", "success", "a body of 27 bytes", sealed);
    byte[] empty = new PieceSealer(Fixed.random("vectors 4")).seal(new byte[0], true);
    one("success-empty", "success", "an empty body", empty);
    one("no-match-body", "no-match", "another body's", MakeVectors.flip(sealed, BODY_AT));
    one("no-match-index", "no-match", "the piece at 1", MakeVectors.set(sealed, LAST_AT - 1, 1));
    one("forged-body", "forged", "ciphertext", MakeVectors.flip(sealed, CIPHERTEXT_AT));
    int end = sealed.length - 1;
    one("forged-tag", "forged", "last bit of the tag", MakeVectors.flip(sealed, end));
    one("forged-cut", "forged", "one byte less", Arrays.copyOf(sealed, end));
    one("malformed-empty", "malformed", "no bytes at all", new byte[0]);
    one("malformed-magic", "malformed", "magic bytes", MakeVectors.set(sealed, 0, 'X'));
    one("malformed-version", "malformed", "version 2", MakeVectors.set(sealed, 4, 2));
    one("malformed-index", "malformed", "over 2^31 - 1", MakeVectors.set(sealed, INDEX_AT, 0x80));
    one("malformed-last", "malformed", "neither 0 nor 1", MakeVectors.set(sealed, LAST_AT, 2));
    one("malformed-short", "malformed", "not the last", MakeVectors.set(sealed, LAST_AT, 0));
    byte[] cut = Arrays.copyOf(sealed, CIPHERTEXT_AT + 15);
    one("malformed-tag-cut", "malformed", "15 bytes of tag", cut);
    byte[] emptyAt1 = MakeVectors.set(empty, LAST_AT - 1, 1);
    one("malformed-empty-last", "malformed", "an empty one that is not the first", emptyAt1);
  }

  private void one(String name, String expect, String comment, byte[] bytes) throws IOException {
    new Vector(name, expect, "", comment, bytes).write(root, "form4");
  }
}
