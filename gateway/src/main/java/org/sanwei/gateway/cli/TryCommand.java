package org.sanwei.gateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.Judge;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.judge.StandingOrders;
import org.sanwei.config.judge.StandingOrders.Decision;
import org.sanwei.config.judge.StandingOrders.Silent;
import org.sanwei.config.judge.Unread;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.label.Event;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.gateway.wiring.StartRefused;
import org.sanwei.routes.message.PagePicture;
import org.sanwei.routes.read.ReadResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges files or a batch as they would be judged on arrival. Opens no port and keeps no file. */
@Command(
    name = "try",
    mixinStandardHelpOptions = true,
    description = "试判：按到达时的规则判定文件，并说明理由 / judge files as on arrival, and say why")
final class TryCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "待判文件：邮件、传真页、文书、压缩包等 / the files to judge")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--batch",
      paramLabel = "IN.jsonl",
      description = "每行一个 JSON：id, channel, sender, subject, text / one JSON object a line")
  private @Nullable Path batch;

  @Option(
      names = "--channel",
      paramLabel = "NAME",
      defaultValue = "fax-mail",
      description = "视同由此通道到达 / as if it came by this channel (default: ${DEFAULT-VALUE})")
  private String channel = "fax-mail";

  @Option(
      names = "--credential",
      paramLabel = "NAME",
      defaultValue = "",
      description = "视同由此报送方证明了身份，用来试常设放行令 / as if this integrator had proved itself")
  private String credential = "";

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "配置目录；不给则用随附规则 / configuration; the shipped policy without it")
  private @Nullable Path config;

  @Option(
      names = "--show",
      paramLabel = "DIR",
      description = "把识读过的页面画上框和把握，写成 PNG 放进此目录 / write recognised pages, annotated, as PNG")
  private @Nullable Path show;

  @Option(names = "--json", description = "每件一行 JSON / one line of JSON a file")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  /** Made when it is used: every command, run too, makes an object of this class. */
  private static final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
  }

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("picocli sets the spec");
    }
    if (files.isEmpty() == (batch == null)) {
      throw new StartRefused("try takes files, or --batch, and not both", "see sanwei try --help");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (batch != null) {
      Policy policy = policy(spec);
      batch(new Judge(policy), new StandingOrders(policy), batch, out);
    } else {
      // The reader's process starts while the policy is read.
      try (ReadFiles reader = new ReadFiles(channel, spec.commandLine().getErr())) {
        Policy policy = policy(spec);
        Judge judge = new Judge(policy);
        StandingOrders orders = new StandingOrders(policy);
        for (Path file : files) {
          file(judge, orders, reader, file, out);
        }
      }
    }
    out.flush();
    return 0;
  }

  private Policy policy(CommandSpec command) throws IOException {
    Policy policy = Policies.load(config);
    if (config != null) {
      // Beside the verdicts, which programs read.
      command.commandLine().getErr().println("签署 signatures " + SignatureState.of(config));
    }
    return policy;
  }

  private void file(
      Judge judge, StandingOrders orders, ReadFiles reader, Path file, PrintWriter out)
      throws IOException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new StartRefused(file + " cannot be read", "name a file that this account may read");
    }
    ReadResult read = reader.read(file);
    Arrival arrival = new Arrival(channel, read.sender(), Clock.systemUTC().instant());
    Verdict verdict = judge.judge(read.content(), arrival);
    List<Decision> decisions = decide(orders, read.content(), arrival, credential, verdict);
    if (json) {
      out.println(line(file.getFileName().toString(), verdict, decisions));
      return;
    }
    new TryPrint(out).file(file, read, verdict, decisions);
    if (show != null) {
      show(file, read, show, out);
    }
  }

  /** One picture a page, named after the file. */
  private static void show(Path file, ReadResult read, Path folder, PrintWriter out)
      throws IOException {
    Files.createDirectories(folder);
    int number = 1;
    for (PagePicture picture : read.pictures()) {
      Path drawn = folder.resolve(file.getFileName() + ".p" + number + ".png");
      try {
        AnnotatedPage.write(picture, drawn);
      } catch (FileAlreadyExistsException e) {
        throw new StartRefused(drawn + " is there already", "name an empty folder after --show");
      }
      out.printf("  画出 shown      %s%n", drawn);
      number++;
    }
    if (read.pictures().isEmpty()) {
      out.println("  画出 shown      没有识读过的页面 no page was recognised");
    }
  }

  /** As if none of them had fired before. */
  private static List<Decision> decide(
      StandingOrders orders, Content content, Arrival arrival, String credential, Verdict verdict) {
    return orders.decide(content, arrival, credential, verdict, List.of(), arrival.receivedAt());
  }

  private void batch(Judge judge, StandingOrders orders, Path in, PrintWriter out)
      throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(in, StandardCharsets.UTF_8)) {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        if (!text.isBlank()) {
          out.println(batchLine(judge, orders, text));
        }
      }
    }
  }

  private String batchLine(Judge judge, StandingOrders orders, String text)
      throws JsonProcessingException {
    JsonNode node;
    try {
      node = Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      node = Json.MAPPER.nullNode();
    }
    String id = node.path("id").asText("");
    Content content =
        node.isObject() && node.path("text").isTextual()
            ? new Content(
                List.of(
                    new Part("subject", Place.SUBJECT, node.path("subject").asText("")),
                    new Part("from", Place.SENDER, node.path("sender").asText("")),
                    new Part("body", Place.BODY, node.path("text").asText())),
                List.of())
            : new Content(List.of(), List.of(new Unread("0", UnreadReason.BROKEN)));
    Arrival arrival =
        new Arrival(
            node.path("channel").asText(channel),
            node.path("sender").asText(""),
            Clock.systemUTC().instant());
    Verdict verdict = judge.judge(content, arrival);
    String proved = node.path("credential").asText(credential);
    return line(id, verdict, decide(orders, content, arrival, proved, verdict));
  }

  private String line(String id, Verdict verdict, List<Decision> decisions)
      throws JsonProcessingException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", id);
    all.put("outcome", verdict.outcome());
    all.put("reason", verdict.reason());
    all.put("sensitivity", verdict.label().sensitivity());
    all.put("urgency", verdict.label().urgency());
    all.put("line", verdict.label().lineOrRoot().path());
    if (!verdict.event().equals(Event.NONE)) {
      all.put("event", verdict.event());
    }
    if (!decisions.isEmpty()) {
      all.put("orders", decisions.stream().map(TryCommand::named).toList());
    }
    all.put("policy", verdict.policy());
    all.put("evidence", verdict.evidence());
    return Json.MAPPER.writeValueAsString(all);
  }

  private static Map<String, String> named(Decision decision) {
    String word = decision instanceof Silent silent ? silent.reason().word() : "fires";
    return Map.of("order", decision.order(), "decision", word);
  }
}
