package org.sanwei.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.gateway.cipherdesk.CipherActs;
import org.sanwei.gateway.cipherdesk.CipherDesk;
import org.sanwei.gateway.cipherdesk.CipherDeskTrouble;
import org.sanwei.routes.message.CipherAct.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The ways out of a hold, below {@code cipher-desk}: each signed by the officer who runs it. */
final class CipherActCommand {
  private CipherActCommand() {}

  /** One officer has read what no machine could. */
  @Command(
      name = "read",
      mixinStandardHelpOptions = true,
      description = {
        "识读：未读件由一名机要员读出文字，交网关按规则判定",
        "give the gateway the words of an item that could not be read; the rules judge them"
      })
  static final class Read extends CipherDeskCommand.OnItem {
    @Option(
        names = "--text",
        paramLabel = "FILE",
        required = true,
        description = "读出的文字，UTF-8 / the words, as UTF-8")
    private Path text = Path.of("");

    @Override
    int act(CipherDesk desk, PrintWriter out) throws IOException {
      return desk.acts().read(id(), text, out);
    }
  }

  /** One officer finds that a held item is classified. */
  @Command(
      name = "confirm",
      mixinStandardHelpOptions = true,
      description = "确认：存疑件确属涉密，一名机要员即可 / confirm that a held item is classified")
  static final class Confirm extends CipherDeskCommand.OnItem {
    @Option(
        names = "--label",
        paramLabel = "LEVEL",
        required = true,
        description = "CONFIDENTIAL 秘密, SECRET 机密, TOP_SECRET 绝密")
    private Sensitivity label = Sensitivity.TOP_SECRET;

    @Override
    int act(CipherDesk desk, PrintWriter out) {
      return desk.acts().confirm(id(), label, out);
    }
  }

  /** What clear and order have in common: propose, look, countersign. */
  abstract static class ByTwo extends CipherDeskCommand.OnItem {
    @Option(
        names = "--label",
        paramLabel = "LEVEL",
        description = "改定的密级，提出时必填 / the new level; needed to propose: ${COMPLETION-CANDIDATES}")
    private @Nullable Sensitivity label;

    @Option(
        names = "--urgency",
        paramLabel = "URGENCY",
        description = "紧急程度，不写则不变 / unchanged without it: ${COMPLETION-CANDIDATES}")
    private @Nullable Urgency urgency;

    @Option(
        names = "--override",
        paramLabel = "RULE",
        description = "撇开哪条规则的结论，可多次 / a rule whose findings are set aside; may be repeated")
    private List<String> overrides = new ArrayList<>();

    @Option(
        names = "--text",
        paramLabel = "FILE",
        description = "只放出这段文字，UTF-8 / release these words only; without it what was read")
    private @Nullable Path text;

    @Option(
        names = "--countersign",
        paramLabel = "DIGEST",
        description = "会签：所显示的摘要 / sign what another officer proposed, by the digest shown")
    private @Nullable String countersign;

    abstract Kind kind();

    abstract @Nullable String notice();

    @Override
    int act(CipherDesk desk, PrintWriter out) throws IOException {
      CipherActs acts = desk.acts();
      if (countersign != null) {
        return acts.countersign(kind(), id(), countersign, out);
      }
      if (label != null) {
        return acts.propose(
            kind(), id(), new CipherActs.Decision(text, label, urgency, overrides, notice()), out);
      }
      if (!acts.show(kind(), id(), out)) {
        throw new CipherDeskTrouble(
            "nothing of another officer waits for a signature on this item",
            "to propose it yourself name --label, and --override for each rule it sets aside");
      }
      return 0;
    }
  }

  /** Two officers clear a doubt. */
  @Command(
      name = "clear",
      mixinStandardHelpOptions = true,
      description = {
        "解除：两名机要员解除存疑。先由一人提出（--label），再由另一人查看、会签",
        "two officers clear a doubt: one proposes with --label, the other looks and countersigns"
      })
  static final class Clear extends ByTwo {
    @Override
    Kind kind() {
      return Kind.CLEAR;
    }

    @Override
    @Nullable String notice() {
      return null;
    }
  }

  /** Two officers change a classified item's label. */
  @Command(
      name = "order",
      mixinStandardHelpOptions = true,
      description = {
        "命令：两名机要员凭制发机关的通知改定密级或放出文字",
        "two officers change a classified item's label, on the originating organ's notice"
      })
  static final class Order extends ByTwo {
    @Option(
        names = "--notice",
        paramLabel = "TEXT",
        description = "制发机关、文号、日期，提出时必填 / organ, number and date; needed to propose")
    private @Nullable String notice;

    @Override
    Kind kind() {
      return Kind.ORDER;
    }

    @Override
    @Nullable String notice() {
      return notice;
    }
  }
}
