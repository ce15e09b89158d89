package org.sanwei.gateway.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.sanwei.gateway.policy.RouteMap.Leg;
import org.sanwei.gateway.policy.RouteMap.Stop;

/**
 * A {@link RouteMap} as an SVG that stands in a page and takes its colours from the page's sheet.
 * Top to bottom as messages go; what is on {@code way} is drawn stronger. Holds no text but names
 * of places.
 */
final class RoutePicture {
  private static final int WIDTH = 116;
  private static final int HEIGHT = 40;
  private static final int GAP = 10;
  private static final int LAYER = 84;
  private static final int MARGIN = 8;

  private final RouteMap map;
  private final List<String> way;
  private final Map<String, int[]> at = new HashMap<>();
  private final StringBuilder out = new StringBuilder();
  private int right;
  private int bottom;

  private RoutePicture(RouteMap map, List<String> way) {
    this.map = map;
    this.way = way;
  }

  /**
   * @param title what a reader who cannot see it is told that it is
   */
  static String of(RouteMap map, List<String> way, String title) {
    RoutePicture picture = new RoutePicture(map, way);
    picture.place();
    return picture.drawn(title);
  }

  private void place() {
    Map<String, Integer> layers = map.layers();
    TreeMap<Integer, List<String>> rows = new TreeMap<>();
    map.stops()
        .forEach(s -> rows.computeIfAbsent(layers.get(s.id()), l -> new ArrayList<>()).add(s.id()));
    int widest = rows.values().stream().mapToInt(List::size).max().orElse(1);
    right = MARGIN * 2 + widest * (WIDTH + GAP) - GAP;
    int y = MARGIN;
    for (List<String> row : rows.values()) {
      row.sort(Comparator.comparingDouble(this::middleOfThoseAbove));
      int x = (right - row.size() * (WIDTH + GAP) + GAP) / 2;
      for (String id : row) {
        at.put(id, new int[] {x, y});
        x += WIDTH + GAP;
      }
      y += LAYER;
    }
    bottom = y - LAYER + HEIGHT + MARGIN;
  }

  private double middleOfThoseAbove(String id) {
    return map.legs().stream()
        .filter(leg -> leg.to().equals(id))
        .map(leg -> at.get(leg.from()))
        .filter(Objects::nonNull)
        .mapToInt(above -> above[0])
        .average()
        .orElse(0);
  }

  private String drawn(String title) {
    out.append(
        String.format(
            Locale.ROOT,
            "<svg class=\"routes\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\""
                + " aria-label=\"%s\"><defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\""
                + " refY=\"4\" markerUnits=\"userSpaceOnUse\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path"
                + " d=\"M0 0L8 4L0 8z\"/></marker></defs>",
            right,
            bottom,
            right,
            bottom,
            escaped(title)));
    map.legs().forEach(this::leg);
    map.stops().forEach(this::stop);
    return out.append("</svg>").toString();
  }

  private void leg(Leg leg) {
    int[] from = at.get(leg.from());
    int[] to = at.get(leg.to());
    if (from == null || to == null) {
      return;
    }
    int next = way.indexOf(leg.from()) + 1;
    boolean on = next > 0 && next < way.size() && way.get(next).equals(leg.to());
    boolean down = to[1] > from[1];
    int x1 = from[0] + WIDTH / 2;
    int x2 = to[0] + WIDTH / 2;
    int y1 = down ? from[1] + HEIGHT : from[1];
    int y2 = down ? to[1] : to[1] + HEIGHT;
    int bend = down ? (y2 - y1) / 2 : -(LAYER / 2);
    out.append(
        String.format(
            Locale.ROOT,
            "<path class=\"leg%s%s\" d=\"M%d %dC%d %d %d %d %d %d\" marker-end=\"url(#tip)\"/>",
            leg.failing() ? " failing" : "",
            on ? " on" : "",
            x1,
            y1,
            x1,
            y1 + bend,
            x2,
            y2 - bend,
            x2,
            y2));
  }

  private void stop(Stop stop) {
    int[] where = at.get(stop.id());
    if (where == null) {
      return;
    }
    String kind = stop.clearance() == null ? "decision" : "c-" + stop.clearance().name();
    out.append(
        String.format(
            Locale.ROOT,
            "<g class=\"stop %s%s%s\"><title>%s %s</title><rect x=\"%d\" y=\"%d\" width=\"%d\""
                + " height=\"%d\" rx=\"4\"/><text x=\"%d\" y=\"%d\">%s</text><text class=\"id\""
                + " x=\"%d\" y=\"%d\">%s</text></g>",
            kind,
            stop.outside() ? " outside" : "",
            way.contains(stop.id()) ? " on" : "",
            escaped(stop.words()),
            escaped(stop.id()),
            where[0],
            where[1],
            WIDTH,
            HEIGHT,
            where[0] + WIDTH / 2,
            where[1] + 17,
            escaped(chinese(stop)),
            where[0] + WIDTH / 2,
            where[1] + 32,
            escaped(shortened(stop.id()))));
  }

  /** Words are Chinese first, and the rest is in the title. */
  private static String chinese(Stop stop) {
    String words = stop.words().isEmpty() ? stop.id() : stop.words();
    int cut = words.indexOf(' ');
    return cut < 0 ? words : words.substring(0, cut);
  }

  private static String shortened(String id) {
    String bare = id.substring(id.indexOf(':') + 1);
    return bare.length() > 18 ? bare.substring(0, 17) + "…" : bare;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
