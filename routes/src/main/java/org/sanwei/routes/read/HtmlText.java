package org.sanwei.routes.read;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * The text of an HTML page. {@code all} holds hidden text in its place, {@code visible} leaves it
 * out, so that neither hiding a mark nor breaking one with hidden text helps. {@code asides} is
 * what stands in attributes and comments, {@code code} what scripts, style sheets and handlers hold
 * ({@link CodeText}): a browser that runs them may show it. {@code files} are the addresses that
 * hold a file themselves ({@link DataAddress}); {@code pictures} says that the page draws or brings
 * something else that is no text.
 */
record HtmlText(
    String all, String visible, String asides, String code, Set<String> files, boolean pictures) {

  private static final Set<String> ADDRESSES =
      Set.of(
          "href",
          "xlink:href",
          "src",
          "data",
          "action",
          "formaction",
          "poster",
          "background",
          "cite",
          "longdesc");

  /** Elements that show their white space as it is. */
  private static final Set<String> KEPT = Set.of("pre", "textarea", "listing", "xmp");

  /** Elements that jsoup counts as blocks and that leave no gap in a line. */
  private static final Set<String> UNSHOWN = Set.of("script", "style", "link", "meta", "template");

  private static final int MAX_FRAMES = 4;

  static HtmlText of(String html) {
    return of(html, 0);
  }

  private static HtmlText of(String html, int frames) {
    Document page = Jsoup.parse(html);
    Walk all = new Walk(false, frames);
    Walk visible = new Walk(true, frames);
    page.traverse(all);
    page.traverse(visible);
    return new HtmlText(
        all.text.toString().strip(),
        visible.text.toString().strip(),
        String.join("\n", all.asides),
        String.join("\n", all.code),
        all.files,
        all.pictures);
  }

  private static final class Walk implements NodeVisitor {
    private final boolean visibleOnly;
    private final int frames;
    private final StringBuilder text = new StringBuilder();
    private final Set<String> asides = new LinkedHashSet<>();
    private final Set<String> code = new LinkedHashSet<>();
    private final Set<String> files = new LinkedHashSet<>();
    private boolean pictures;
    private int hiddenDepth = -1;
    private int keptDepth = -1;

    Walk(boolean visibleOnly, int frames) {
      this.visibleOnly = visibleOnly;
      this.frames = frames;
    }

    @Override
    public void head(Node node, int depth) {
      if (node instanceof Element element) {
        boolean hides = visibleOnly && hiddenDepth < 0 && hidden(element);
        hiddenDepth = hides ? depth : hiddenDepth;
        boolean keeps = keptDepth < 0 && KEPT.contains(element.normalName());
        keptDepth = keeps ? depth : keptDepth;
        breakLine(element);
        note(element);
      } else if (node instanceof TextNode words && hiddenDepth < 0) {
        append(words);
      } else if (node instanceof Comment comment) {
        String inside = comment.getData();
        aside(inside);
        files.addAll(DataAddresses.in(inside));
        aside(inside.indexOf('<') < 0 ? inside : Jsoup.parse(inside).text());
      } else if (node instanceof DataNode data) {
        code(data);
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (node instanceof Element element) {
        hiddenDepth = hiddenDepth == depth ? -1 : hiddenDepth;
        keptDepth = keptDepth == depth ? -1 : keptDepth;
        breakLine(element);
      }
    }

    private void append(TextNode words) {
      String whole = words.getWholeText();
      if (keptDepth >= 0) {
        text.append(whole);
        return;
      }
      for (int i = 0; i < whole.length(); i++) {
        char c = whole.charAt(i);
        boolean space = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
        if (!space) {
          text.append(c);
        } else if (!text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
          text.append(' ');
        }
      }
    }

    private void breakLine(Element element) {
      String tag = element.normalName();
      boolean breaks = tag.equals("br") || (element.isBlock() && !UNSHOWN.contains(tag));
      if (breaks && !text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
        text.append('\n');
      }
    }

    private void note(Element element) {
      pictures |= draws(element);
      for (Attribute attribute : element.attributes()) {
        String value = attribute.getValue();
        String name = attribute.getKey().toLowerCase(Locale.ROOT);
        if (name.equals("srcdoc")) {
          frame(value);
        } else if (name.startsWith("on") || name.equals("style") || name.startsWith("data-")) {
          code(value);
        } else if (ADDRESSES.contains(name)) {
          address(value);
        } else {
          // A style sheet can show the value of any attribute (CSS attr()).
          aside(value);
          files.addAll(DataAddresses.in(value));
        }
      }
    }

    /** Something of its own kind, unless it stands in an address and is read from there. */
    private static boolean draws(Element element) {
      return switch (element.normalName()) {
        case "svg", "canvas" -> true;
        case "object" -> !DataAddress.is(element.attr("data"));
        case "embed" -> !DataAddress.is(element.attr("src"));
        default -> false;
      };
    }

    /** A page inside an attribute; one that is nested too deep counts as a picture. */
    private void frame(String html) {
      if (frames >= MAX_FRAMES) {
        pictures = true;
        return;
      }
      HtmlText inside = HtmlText.of(html, frames + 1);
      aside(inside.all());
      aside(inside.visible());
      aside(inside.asides());
      aside(inside.code());
      files.addAll(inside.files());
      pictures |= inside.pictures();
    }

    /** A script's page or data, {@code text/html} or JSON, is code like any other. */
    private void code(DataNode data) {
      code(data.getWholeData());
    }

    private void code(String source) {
      String said = CodeText.of(source);
      files.addAll(DataAddresses.in(said));
      files.addAll(DataAddresses.inStyle(source));
      if (!said.isBlank()) {
        code.add(said.strip());
      }
      boolean page = source.indexOf('<') >= 0 || said.indexOf('<') >= 0;
      String shown = page ? Jsoup.parse(said).text() : "";
      if (!shown.isBlank()) {
        code.add(shown.strip());
      }
    }

    private void aside(String words) {
      if (!words.isBlank()) {
        asides.add(words.strip());
      }
    }

    private void address(String value) {
      if (DataAddress.is(value)) {
        files.add(DataAddress.unbroken(value));
      } else if (DataAddress.unbroken(value).toLowerCase(Locale.ROOT).startsWith("javascript:")) {
        code(value);
      } else {
        files.addAll(DataAddresses.in(value));
      }
    }

    private static boolean hidden(Element element) {
      String style = element.attr("style").replace(" ", "").toLowerCase(Locale.ROOT);
      return element.hasAttr("hidden")
          || style.contains("display:none")
          || style.contains("visibility:hidden")
          || style.contains("font-size:0")
          || style.contains("opacity:0;")
          || style.endsWith("opacity:0")
          || element.normalName().equals("template");
    }
  }
}
