package org.sanwei.gateway.e2e;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.sanwei.gateway.channel.reach.TextPdf;

/** A fax machine and a hotline that drop files: written under another name and renamed. */
final class Drops {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final String HEADING = "工单编号,版本,状态,来电号码,标题,内容,时间\r\n";

  private final Office office;
  private final AtomicInteger count = new AtomicInteger();

  Drops(Office office) {
    this.office = office;
  }

  /** One page, with a companion that tells of it. */
  Source fax(String text) {
    Path page = office.drop("fax").resolve("fax-0546-8000000-" + count.incrementAndGet() + ".pdf");
    return new Source() {
      @Override
      public String bring() throws IOException {
        String name = page.getFileName().toString().replace(".pdf", ".txt");
        put(page.resolveSibling(name), "received=1\ntotal=1\n".getBytes(StandardCharsets.UTF_8));
        put(page, TextPdf.of(text));
        return "";
      }

      @Override
      public boolean rid() {
        return !Files.exists(page);
      }
    };
  }

  /**
   * One file of several records, as CSV in two encodings or as JSON by lines; every other record
   * names no case. The first of the sources brings the file.
   */
  List<Source> calls(List<String> texts) {
    int number = count.incrementAndGet();
    boolean json = number % 3 == 0;
    Path file = office.drop("hotline").resolve("calls-" + number + (json ? ".jsonl" : ".csv"));
    Charset charset = number % 3 == 1 ? StandardCharsets.UTF_8 : GB18030;
    byte[] bytes =
        json
            ? lines(number, texts).getBytes(StandardCharsets.UTF_8)
            : csv(number, texts).getBytes(charset);
    List<Source> sources = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      boolean first = i == 0;
      sources.add(
          new Source() {
            @Override
            public String bring() throws IOException {
              if (first) {
                put(file, bytes);
              }
              return "";
            }

            @Override
            public boolean rid() {
              return !Files.exists(file);
            }
          });
    }
    return sources;
  }

  private static String csv(int number, List<String> texts) {
    StringBuilder rows = new StringBuilder(HEADING);
    for (int i = 0; i < texts.size(); i++) {
      String place = i % 2 == 0 ? "G-" + number + "-" + i + ",1" : ",";
      rows.append(place).append(",新建,13900000001,来电,\"").append(texts.get(i)).append("\",\r\n");
    }
    return rows.toString();
  }

  private static String lines(int number, List<String> texts) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      String place = i % 2 == 0 ? "\"工单编号\":\"G-%d-%d\",\"版本\":\"1\",".formatted(number, i) : "";
      rows.append("{%s\"标题\":\"来电\",\"内容\":\"".formatted(place))
          .append(texts.get(i).replace("\n", "\\n"))
          .append("\"}\n");
    }
    return rows.toString();
  }

  private static void put(Path file, byte[] bytes) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    Files.write(unfinished, bytes);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
