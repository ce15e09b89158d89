package org.sanwei.config.prove.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.prove.graph.Edge.Way;
import org.sanwei.config.prove.graph.Node.Place;
import org.sanwei.config.prove.graph.Node.Step;
import org.sanwei.config.prove.graph.Proof.Breach;

/** The walk and the table of transfers, by themselves. */
class ProverTest {
  private static final Transfer.Setting SETTING =
      new Transfer.Setting("desk", "ledger", "spill", "dead", "pictures", "pages", List.of("line"));

  /** Every abstract message that there can be. */
  private static List<Situation> all() {
    List<Situation> all = new ArrayList<>();
    for (Form form : Form.values()) {
      for (Stage stage : Stage.values()) {
        for (Sensitivity label : Sensitivity.values()) {
          for (Approval approval : Approval.values()) {
            all.add(
                new Situation(
                    form,
                    stage,
                    label,
                    ChannelKind.SMS,
                    approval.ordinal() % 2 == 0,
                    approval,
                    "",
                    false));
          }
        }
      }
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource(Transfer.class)
  void onlyTheThreeTrustedEdgesGiveSomethingLowerThanTheyTook(Transfer transfer) {
    for (Situation in : all()) {
      for (Situation out : transfer.of(in, SETTING)) {
        if (out.level().compareTo(in.level()) < 0 && out.stage() != Stage.FACTS) {
          assertThat(transfer).isIn(Transfer.JUDGE, Transfer.JUDGE_OR_WAIT, Transfer.CARRY_OUT);
          assertThat(transfer.mayMake(out, in)).as("%s of %s", out, in).isTrue();
        }
      }
    }
  }

  @Test
  void oneOfficerAloneNeverMakesAnythingOpen() {
    for (Situation in : all()) {
      if (in.approval() == Approval.CONFIRMED || in.approval() == Approval.NONE) {
        assertThat(Transfer.CARRY_OUT.of(in, SETTING))
            .noneMatch(out -> out.stage() == Stage.OPEN && out.form() == Form.ENTRY);
      }
    }
  }

  @Test
  void nothingButAReleaseSignatureMakesAReleasable() {
    for (Transfer transfer : Transfer.values()) {
      for (Situation in : all()) {
        if (in.form() != Form.RELEASABLE) {
          boolean made =
              transfer.of(in, SETTING).stream().anyMatch(out -> out.form() == Form.RELEASABLE);
          assertThat(made && transfer != Transfer.VERIFY).isFalse();
        }
      }
    }
  }

  @Test
  void whatIsNotKnownCountsAsTopSecretWhateverIsSaidOfIt() {
    for (Situation one : all()) {
      boolean unknown =
          Set.of(Stage.UNJUDGED, Stage.UNREAD, Stage.SUSPECT, Stage.SPILL).contains(one.stage());
      assertThat(!unknown || one.level() == Sensitivity.TOP_SECRET).isTrue();
    }
  }

  @Test
  void theShortestOfTwoWaysDownIsNamed() {
    Proof proof =
        Prover.prove(
            graph(
                List.of(place("in", Sensitivity.TOP_SECRET, false), Place.unknown("out")),
                List.of("a", "b", "c"),
                Edge.of("in", Way.HAND, "a"),
                Edge.of("a", Way.NEXT, "b"),
                Edge.of("b", Way.NEXT, "c"),
                Edge.of("c", Way.SEND, "out"),
                Edge.of("b", Way.SEND, "out")));

    assertThat(proof)
        .isInstanceOfSatisfying(
            Proof.Broken.class,
            broken -> {
              assertThat(broken.breach()).isEqualTo(Breach.TOO_LOW);
              assertThat(broken.path())
                  .extracting(Proof.Stop::node)
                  .containsExactly("in", "a", "b", "out");
            });
  }

  @Test
  void aWayThatOnlyAFailingTakesIsWalked() {
    Proof proof =
        Prover.prove(
            graph(
                List.of(
                    place("in", Sensitivity.TOP_SECRET, false),
                    place("safe", Sensitivity.TOP_SECRET, true),
                    Place.unknown("out")),
                List.of("a", "b"),
                Edge.of("in", Way.HAND, "a"),
                Edge.of("a", Way.NEXT, "b"),
                Edge.of("b", Way.SEND, "safe"),
                Edge.of("a", Way.FAILS, "out")));

    assertThat(proof.words()).contains("→ out");
  }

  @Test
  void whereNobodyTakesItIsADeadEnd() {
    Proof proof =
        Prover.prove(graph(List.of(place("in", Sensitivity.TOP_SECRET, false)), List.of()));

    assertThat(proof)
        .isInstanceOfSatisfying(
            Proof.Broken.class, broken -> assertThat(broken.breach()).isEqualTo(Breach.DEAD_END));
  }

  @Test
  void aLoopIsWalkedOnceAndEnds() {
    Proof proof =
        Prover.prove(
            graph(
                List.of(
                    place("in", Sensitivity.TOP_SECRET, false),
                    place("safe", Sensitivity.TOP_SECRET, true)),
                List.of("a"),
                Edge.of("in", Way.HAND, "a"),
                Edge.of("a", Way.NEXT, "a"),
                Edge.of("a", Way.SEND, "safe")));

    assertThat(proof.holds()).isTrue();
  }

  @Test
  void whatCannotBeUnderstoodIsNoProofEvenWhenNothingLeadsThere() {
    RouteGraph graph =
        new RouteGraph(
            Map.of(),
            Set.of(),
            Map.of(),
            List.of(new RouteGraph.Refusal("x", "is a script")),
            SETTING);

    assertThat(Prover.prove(graph).words()).contains("x: is a script");
    assertThat(Prover.prove(graph).holds()).isFalse();
  }

  private static Place place(String id, Sensitivity clearance, boolean rests) {
    return new Place(
        id,
        id,
        clearance,
        Set.of(Form.values()),
        Set.of(Stage.values()),
        Set.of(Approval.values()),
        rests,
        false);
  }

  private static RouteGraph graph(List<Place> places, List<String> steps, Edge... edges) {
    Map<String, Node> nodes = new java.util.LinkedHashMap<>();
    places.forEach(place -> nodes.put(place.id(), place));
    steps.forEach(step -> nodes.put(step, new Step(step, "", Transfer.PASS)));
    return new RouteGraph(
        nodes,
        new java.util.LinkedHashSet<>(List.of(edges)),
        Map.of("in", Set.of(Situation.arriving(ChannelKind.SMS, false))),
        List.of(),
        SETTING);
  }
}
