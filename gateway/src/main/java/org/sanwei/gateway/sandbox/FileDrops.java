package org.sanwei.gateway.sandbox;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import org.sanwei.gateway.sandbox.DrillMessage.Fax;
import org.sanwei.gateway.sandbox.DrillMessage.Hotline;

/**
 * The drill's fax machine and hotline as they drop files: a CSV of one transcript, now in UTF-8 and
 * now in GB18030; a scanned page with a companion that tells of its pages. Written under another
 * name and renamed into place. Safe from any thread.
 */
public final class FileDrops {
  private static final String HEADING = "工单编号,版本,状态,来电号码,标题,内容,时间\r\n";
  private static final Charset GB18030 = Charset.forName("GB18030");

  private final Path hotline;
  private final Path fax;
  private final Clock clock;

  public FileDrops(Path hotline, Path fax, Clock clock) {
    this.hotline = hotline;
    this.fax = fax;
    this.clock = clock;
  }

  /** Whether such a message can come as a file. */
  static boolean takes(DrillMessage message) {
    return message instanceof Hotline
        || (message instanceof Fax page && page.page().mediaType().equals("image/tiff"));
  }

  /** Drops it; {@code unique} becomes part of the file's name. */
  void drop(DrillMessage message, String unique) throws IOException {
    if (message instanceof Hotline call) {
      Charset charset = unique.hashCode() % 2 == 0 ? StandardCharsets.UTF_8 : GB18030;
      put(hotline, "calls-" + unique + ".csv", csv(call).getBytes(charset));
    } else if (message instanceof Fax page) {
      String number = Integer.toString(Math.abs(unique.hashCode() % 1_000_000));
      String stem = "fax-" + page.sender() + "-" + number;
      boolean missing = unique.hashCode() % 3 == 0;
      String told = "received=1\ntotal=" + (missing ? "2\nreason=线路中断（演练）" : "1") + "\n";
      put(fax, stem + ".txt", told.getBytes(StandardCharsets.UTF_8));
      put(fax, stem + ".tif", FaxMail.bytes(page));
    }
  }

  private String csv(Hotline call) {
    String status = call.version() > 1 ? "办理中" : "新建";
    return HEADING
        + String.join(
            ",",
            call.caseId(),
            Integer.toString(call.version()),
            status,
            call.caller(),
            quoted(call.subject()),
            quoted(call.text()),
            clock.instant().toString())
        + "\r\n";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  private static void put(Path directory, String name, byte[] bytes) throws IOException {
    Path unfinished = directory.resolve(name + ".part");
    Files.write(unfinished, bytes);
    Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
