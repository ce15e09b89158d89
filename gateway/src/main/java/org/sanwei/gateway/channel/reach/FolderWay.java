package org.sanwei.gateway.channel.reach;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.Folder;

/**
 * A watched folder: the test writes a file of its own that the watch passes over, and deletes it; a
 * probe is written under another name and renamed into place. No file of a sender is touched.
 */
final class FolderWay implements Way {
  private static final String CHECK = ".sanwei-check";
  private static final String PLAIN = ".sanwei-probe-plain";
  private static final String MARKED = ".sanwei-probe-marked";

  private final ChannelKind kind;
  private final Folder folder;

  FolderWay(ChannelKind kind, Folder folder) {
    this.kind = kind;
    this.folder = folder;
  }

  @Override
  public Checked check() {
    Path path = folder.path();
    String where = path.toString();
    try {
      if (!Files.isDirectory(path.toRealPath())) {
        return new Checked.Bad("folder-missing", where, "");
      }
    } catch (IOException e) {
      return new Checked.Bad("folder-missing", where, e.getClass().getSimpleName());
    }
    if (!Files.isReadable(path)) {
      return new Checked.Bad("folder-unreadable", where, "");
    }
    try {
      Path own = path.resolve(CHECK);
      Files.deleteIfExists(own);
      Files.createFile(own);
      Files.delete(own);
      return new Checked.Good("folder-usable", where);
    } catch (IOException e) {
      return new Checked.Bad("folder-undeletable", where, e.getClass().getSimpleName());
    }
  }

  @Override
  public Fed feed(ProbeMessage probe) {
    if (folder.owner() != null && !folder.owner().equals(System.getProperty("user.name"))) {
      return new Fed.Unprovable("folder-of-another");
    }
    Optional<Written> file = kind == ChannelKind.FAX ? page(probe) : row(probe);
    if (file.isEmpty()) {
      return new Fed.Unprovable(
          kind == ChannelKind.FAX ? "folder-takes-no-pdf" : "folder-takes-no-rows");
    }
    try {
      // A name that begins with a dot is passed over until it is renamed.
      Path unfinished = folder.path().resolve(probe.marked() ? MARKED : PLAIN);
      // Removed first, so that a link that somebody left there is never written through.
      Files.deleteIfExists(unfinished);
      Files.write(
          unfinished, file.get().bytes(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(
          unfinished, folder.path().resolve(file.get().name()), StandardCopyOption.ATOMIC_MOVE);
      return new Fed.Sent();
    } catch (IOException e) {
      return new Fed.Failed("folder-unwritable");
    }
  }

  private record Written(String name, byte[] bytes) {}

  private Optional<Written> page(ProbeMessage probe) {
    String name = probe.fileName(".pdf");
    return takes(name) ? Optional.of(new Written(name, probe.page())) : Optional.empty();
  }

  private Optional<Written> row(ProbeMessage probe) {
    Map<String, String> fields = folder.columns().fields();
    String text = fields.get("text");
    String csv = probe.fileName(".csv");
    if (text == null || !takes(csv)) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>(List.of(text));
    List<String> cells = new ArrayList<>(List.of(probe.text()));
    String subject = fields.get("subject");
    if (subject != null) {
      names.add(subject);
      cells.add(probe.subject());
    }
    String bytes = line(names) + line(cells);
    return Optional.of(new Written(csv, bytes.getBytes(charset())));
  }

  private Charset charset() {
    String named = folder.columns().charset();
    return named == null ? StandardCharsets.UTF_8 : Charset.forName(named);
  }

  private boolean takes(String name) {
    return folder.names().matches(name.toLowerCase(Locale.ROOT));
  }

  private String line(List<String> cells) {
    return String.join(
            String.valueOf(folder.columns().delimiter()),
            cells.stream().map(cell -> '"' + cell.replace("\"", "\"\"") + '"').toList())
        + "\r\n";
  }
}
