package org.sanwei.routes.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Part;
import org.sanwei.config.label.Label;

/**
 * What cipher officers decide of an item that lies on their line. Binds the item's id, the SM3
 * digest of the exact envelope they acted on, the line, the whole wording that is to be released,
 * the label, the findings it overrides, a nonce and an expiry (DESIGN §2). Each officer signs these
 * bytes; see {@link SignedAct}. Holds what may be classified: never in the clear outside an
 * officer's hands and the gateway's memory.
 *
 * @param envelope SM3 of the item's envelope, 64 hex digits
 * @param nonce 32 hex digits, new for each act: an act counts once; stands in the ledger
 * @param salt 32 hex digits that stand nowhere else: with them the ledger's digest of the act tells
 *     nothing of a short wording
 * @param wording the text that people may see when the verdict allows it; null for CONFIRM alone
 * @param label CLEAR and ORDER: the label the officers give; CONFIRM: the level they confirm; null
 *     for READ, which is judged like any text
 * @param overrides ids of the rules whose findings CLEAR and ORDER set aside
 * @param notice ORDER: organ, number and date of the originating organ's notice; else null
 */
public record CipherAct(
    int version,
    Kind kind,
    ArrivalId id,
    String line,
    String envelope,
    String nonce,
    String salt,
    Instant signedAt,
    Instant expiresAt,
    @Nullable Wording wording,
    @Nullable Label label,
    List<String> overrides,
    @Nullable String notice) {

  /** The payload version this code writes. */
  public static final int VERSION = 1;

  /** The longest time an act may wait for its second signature and its way here. */
  public static final Duration LONGEST = Duration.ofHours(24);

  public CipherAct {
    overrides = List.copyOf(overrides);
  }

  /** What officers can do; the number of officers is DESIGN §2's table of outcomes and exits. */
  public enum Kind {
    /** 识读: one officer has read what no machine could. */
    READ(1),
    /** 确认: one officer finds that a suspect item is classified. */
    CONFIRM(1),
    /** 解除: two officers clear a doubt. */
    CLEAR(2),
    /** 命令: two officers change a classified item's label. */
    ORDER(2);

    private final int officers;

    Kind(int officers) {
      this.officers = officers;
    }

    /** How many different officers must sign. */
    public int officers() {
      return officers;
    }

    /** The word of the command line, and the key of its wording on screens. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The text to be released, with what stands over it. */
  public record Wording(String subject, String sender, List<Part> parts) {
    public Wording {
      parts = List.copyOf(parts);
    }

    @Override
    public String toString() {
      return "Wording[" + parts.size() + " parts]";
    }
  }

  @Override
  public String toString() {
    return "CipherAct[" + kind + ", " + id + "]";
  }
}
