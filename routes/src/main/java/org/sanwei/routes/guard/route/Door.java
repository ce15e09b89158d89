package org.sanwei.routes.guard.route;

import org.apache.camel.Message;
import org.apache.camel.component.file.GenericFile;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.prove.graph.Node.Place;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.routes.queue.SealedBody;

/**
 * An endpoint that something may be sent to: the place behind it, as the proof knows it, and which
 * bodies the monitor lets through, by their type. Immutable; asked for every message.
 */
public record Door(Place place, Admits admits) {

  /** Which bodies may pass, and what becomes of them for the transport. */
  public sealed interface Admits {
    /** Whether a body of this type, and bound for here, may pass. */
    boolean lets(@Nullable Object body);

    /** Makes the message what the transport takes; its headers have been cleared. */
    default void load(Message message, Object body) {}
  }

  /** A call within the context: of one type, which goes on as it is. */
  public record Call(Class<?> type) implements Admits {
    @Override
    public boolean lets(@Nullable Object body) {
      return type.isInstance(body);
    }
  }

  /** For integrators, who have no types of ours: text, bytes and files, and nothing else. */
  public record Plain() implements Admits {
    @Override
    public boolean lets(@Nullable Object body) {
      return body instanceof String || body instanceof byte[] || body instanceof GenericFile<?>;
    }
  }

  /** A queue: sealed bodies bound for it, and only in the shape that belongs there. */
  public record Queue(String address, Shape shape) implements Admits {
    @Override
    public boolean lets(@Nullable Object body) {
      return body instanceof SealedBody sealed
          && sealed.address().equals(address)
          && shape.fits(sealed.bytes());
    }

    @Override
    public void load(Message message, Object body) {
      SealedBody sealed = (SealedBody) body;
      sealed.properties().forEach(message::setHeader);
      message.setBody(sealed.bytes());
    }
  }

  /** What bodies of a queue begin with. */
  public sealed interface Shape {
    /** Whether these bytes are of the shape. */
    boolean fits(byte[] bytes);
  }

  /** Sealed under an epoch key for a purpose. */
  public record SealedFor(String purpose) implements Shape {
    @Override
    public boolean fits(byte[] bytes) {
      return EpochKeys.saysPurpose(bytes, purpose);
    }
  }

  /** An envelope to officers' certificates: DER, as the broker's guard will find out in full. */
  public record Envelope() implements Shape {
    private static final int SEQUENCE = 0x30;

    @Override
    public boolean fits(byte[] bytes) {
      return bytes.length > 0 && bytes[0] == SEQUENCE;
    }
  }

  /** Whatever it was on the queue that it came from. */
  public record Whatever() implements Shape {
    @Override
    public boolean fits(byte[] bytes) {
      return true;
    }
  }
}
