package org.sanwei.routes.guard.route;

import java.net.URISyntaxException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.util.URISupport;
import org.sanwei.config.label.Line;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.prove.graph.Approval;
import org.sanwei.config.prove.graph.Form;
import org.sanwei.config.prove.graph.Node.Place;
import org.sanwei.config.prove.graph.Stage;
import org.sanwei.routes.flow.ArrivalRoutes;
import org.sanwei.routes.flow.Endpoints;
import org.sanwei.routes.flow.Haste;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.EpochSeal;
import org.sanwei.routes.queue.SealedBody;
import org.sanwei.routes.release.OutletName;
import org.sanwei.routes.release.ReleaseRoute;

/**
 * The closed table of endpoints of the gateway's own context: what may be sent where, and what is
 * consumed. An endpoint counts by its whole URI, options included: one that is not in the table is
 * a public place. Immutable.
 */
public final class Clearances {
  private static final Set<Approval> NOBODYS = Set.of(Approval.NONE);
  private static final Set<Approval> ANYBODYS = EnumSet.allOf(Approval.class);
  private static final Set<Approval> RELEASED = Set.of(Approval.RELEASE, Approval.STANDING);
  private static final Set<Stage> HELD = Set.of(Stage.UNREAD, Stage.SUSPECT, Stage.CLASSIFIED);

  private final Map<String, Door> doors = new HashMap<>();
  private final Map<String, Place> queues = new LinkedHashMap<>();
  private final Map<String, String> releases = new HashMap<>();

  /**
   * @param lines those that have officers
   * @param outlets the clearance that the policy gives each
   */
  public Clearances(List<Line> lines, Map<String, Sensitivity> outlets) {
    queue(Addresses.INTAKE, "收文队列 intake", Set.of(Form.ARRIVAL), Set.of(Stage.UNJUDGED), NOBODYS);
    queue(Addresses.RECEIPT, "机要员回件队列 officers' words", Set.of(Form.WORD), HELD, ANYBODYS);
    sends(
        top(
            Addresses.PICTURES,
            "待看文首队列 pictures",
            Set.of(Form.ARRIVAL),
            Set.of(Stage.UNJUDGED),
            NOBODYS,
            false),
        new Door.SealedFor(EpochSeal.ARRIVAL));
    Place pages =
        top(
            Addresses.PAGES,
            "待识别队列 pages",
            Set.of(Form.ARRIVAL),
            Set.of(Stage.UNJUDGED),
            NOBODYS,
            false);
    queues.put(pages.id(), pages);
    for (Haste haste : Haste.values()) {
      doors.put(
          normal(haste.endpoint()),
          new Door(pages, new Door.Queue(Addresses.PAGES, new Door.SealedFor(EpochSeal.ARRIVAL))));
    }
    sends(
        new Place(
            Addresses.DESK,
            "值班席队列 desk queue",
            Sensitivity.WORK_SECRET,
            Set.of(Form.ENTRY, Form.CARD),
            Set.of(Stage.OPEN, Stage.FACTS),
            NOBODYS,
            false,
            false),
        new Door.SealedFor(EpochSeal.ENTRY));
    sends(
        new Place(
            Addresses.LEDGER,
            "台账队列 ledger queue",
            Sensitivity.WORK_SECRET,
            Set.of(Form.EVENTS),
            Set.of(Stage.FACTS),
            NOBODYS,
            false,
            false),
        new Door.SealedFor(EpochSeal.EVENTS));
    sends(
        top(
            Addresses.SPILL,
            "超限件 spill",
            Set.of(Form.ENVELOPE),
            Set.of(Stage.SPILL),
            NOBODYS,
            true),
        new Door.Envelope());
    for (Line line : lines) {
      sends(
          top(
              line.address(),
              "机要线 line " + line.path(),
              Set.of(Form.ENVELOPE),
              HELD,
              NOBODYS,
              false),
          new Door.Envelope());
    }
    Place dead =
        top(
            Addresses.DEAD,
            "死信 dead letters",
            Form.sealed(),
            EnumSet.allOf(Stage.class),
            ANYBODYS,
            true);
    sends(dead, new Door.Whatever());
    doors.put(
        normal(ReleaseRoute.DEAD),
        new Door(dead, new Door.Queue(Addresses.DEAD, new Door.Whatever())));
    String depart = "direct:" + ArrivalRoutes.DEPART;
    doors.put(
        normal(depart),
        new Door(
            top(
                depart,
                "封好的各件 sealed bodies",
                Set.of(Form.ARRIVAL, Form.ENTRY, Form.CARD, Form.EVENTS, Form.ENVELOPE),
                EnumSet.allOf(Stage.class),
                NOBODYS,
                false),
            new Door.Call(SealedBody.class)));
    outlets.forEach(this::release);
  }

  private void release(String outlet, Sensitivity clearance) {
    OutletName name = new OutletName(outlet);
    queues.put(
        name.address(),
        new Place(
            name.address(),
            "外发队列 release queue",
            clearance,
            Set.of(Form.STATEMENT),
            Set.of(Stage.OPEN),
            RELEASED,
            false,
            false));
    releases.put(ReleaseRoute.uri(name), name.address());
  }

  private static Place top(
      String id,
      String words,
      Set<Form> forms,
      Set<Stage> stages,
      Set<Approval> approvals,
      boolean rests) {
    return new Place(id, words, Sensitivity.TOP_SECRET, forms, stages, approvals, rests, false);
  }

  private void queue(
      String address, String words, Set<Form> forms, Set<Stage> stages, Set<Approval> approvals) {
    queues.put(address, top(address, words, forms, stages, approvals, false));
  }

  private void sends(Place place, Door.Shape shape) {
    queues.put(place.id(), place);
    doors.put(normal(Endpoints.to(place.id())), new Door(place, new Door.Queue(place.id(), shape)));
  }

  /** The door of an endpoint that is sent to; empty for one that nobody cleared. */
  public Optional<Door> door(String uri) {
    return Optional.ofNullable(doors.get(normal(uri)));
  }

  /** Every door of the table. */
  Collection<Door> doors() {
    return doors.values();
  }

  /** The place that a route consumes from; empty for one that is not ours. */
  public Optional<Place> source(String uri) {
    Door call = doors.get(normal(uri));
    if (call != null && call.admits() instanceof Door.Call) {
      return Optional.of(call.place());
    }
    String release = releases.get(uri);
    if (release != null) {
      return Optional.ofNullable(queues.get(release));
    }
    return queues.values().stream().filter(place -> Endpoints.isFrom(uri, place.id())).findFirst();
  }

  /** Every place of the table, by its id. */
  Map<String, Place> places() {
    Map<String, Place> all = new LinkedHashMap<>(queues);
    doors.values().forEach(door -> all.putIfAbsent(door.place().id(), door.place()));
    return all;
  }

  private static String normal(String uri) {
    try {
      return URISupport.normalizeUri(uri);
    } catch (URISyntaxException e) {
      return uri;
    }
  }
}
