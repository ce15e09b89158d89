package org.sanwei.routes.queue;

/**
 * The broker's addresses (DESIGN: public contract). Lines have theirs from {@code Line.address()}.
 */
public final class Addresses {
  /** Sealed arrivals that nobody has read yet. */
  public static final String INTAKE = "sanwei.intake";

  /** Sealed arrivals with pictures of which nobody has seen the first page's head yet. */
  public static final String PICTURES = "sanwei.pictures";

  /** Sealed arrivals with pictures, the urgent ones first, until all of their pages are read. */
  public static final String PAGES = "sanwei.pages";

  /** Sealed parts of long texts that wait for the others, and the memory of those that went on. */
  public static final String SEGMENT = "sanwei.segment";

  /** Sealed pieces of bodies that are too large for the heap; they never move again. */
  public static final String PIECE = "sanwei.piece";

  /** Open items and cards on their way to the desk. */
  public static final String DESK = "sanwei.desk";

  /** Ledger events of the broker's half-walk. */
  public static final String LEDGER = "sanwei.ledger";

  /** Every 机要 line's address begins so. */
  public static final String CIPHER_PREFIX = "sanwei.cipher.";

  /** What lies above the deployment's ceiling, sealed to the security officers' keys. */
  public static final String SPILL = "sanwei.spill";

  /** Officers' signed receipts, sealed to the gateway. */
  public static final String RECEIPT = "sanwei.receipt";

  /** Signed releases; followed by the outlet's name. */
  public static final String RELEASE_PREFIX = "sanwei.release.";

  /** What could not be delivered; bound, sealed like the rest. */
  public static final String DEAD = "sanwei.dead";

  /**
   * Where integrators send from the intranet ({@code intranet/in} in MQTT). It has no queue: what
   * comes is sealed into {@link #INTAKE} before anything is stored.
   */
  public static final String INTRANET = "intranet.in";

  /** Message property: the epoch under whose key a body is sealed, in hex. */
  public static final String EPOCH = "sanweiEpoch";

  /** Message property: the arrival's id, for officers to ask for one envelope. */
  public static final String ITEM = "sanweiId";

  /** Message property: the id under which a long text's parts belong together. */
  public static final String GROUP = "sanweiGroup";

  /** Message property, of a piece and of its item's envelope: the large body's id, in hex. */
  public static final String BODY = "sanweiBody";

  /** Message property of a piece: its place, from 0, in decimal. */
  public static final String PLACE = "sanweiPiece";

  private Addresses() {}
}
