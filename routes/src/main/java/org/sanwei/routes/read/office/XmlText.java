package org.sanwei.routes.read.office;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.UnreadReason;

/**
 * Every letter of an XML of no known kind, a line for each text and each attribute that has some;
 * {@code why} is null when all of it was read.
 */
public record XmlText(String text, @Nullable UnreadReason why) {

  public static XmlText of(byte[] xml, int mostCharacters, Runnable checkpoint) {
    Swept swept = Sweep.of(xml, new Look(), null, mostCharacters, checkpoint);
    List<String> lines = new ArrayList<>();
    lines.addAll(swept.text().readings());
    lines.addAll(swept.header().readings());
    lines.addAll(swept.footer().readings());
    lines.addAll(swept.asides());
    boolean picture = swept.why() == null && swept.drawn();
    return new XmlText(String.join("\n", lines), picture ? UnreadReason.PICTURE : swept.why());
  }
}
