package org.sanwei.routes.read.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class BoxFinderTest {

  @Test
  void twoLinesGiveTwoBoxesGrownBeyondTheirInk() {
    float[] map = new float[100 * 60];
    fill(map, 10, 10, 50, 16);
    fill(map, 20, 40, 90, 46);

    List<TextBox> boxes = new BoxFinder(map, 100, 60).boxes();

    assertThat(boxes).hasSize(2);
    assertThat(boxes.get(0).x()).isCloseTo(30, within(1.0));
    assertThat(boxes.get(0).length()).isGreaterThan(40);
    assertThat(boxes.get(0).height()).isBetween(8.0, 20.0);
  }

  @Test
  void aSlantingLineGivesASlantingBox() {
    float[] map = new float[200 * 100];
    for (int x = 20; x < 180; x++) {
      int y = 20 + (int) (x * 0.2);
      for (int i = 0; i < 8; i++) {
        map[(y + i) * 200 + x] = 0.9f;
      }
    }

    List<TextBox> boxes = new BoxFinder(map, 200, 100).boxes();

    assertThat(boxes).hasSize(1);
    assertThat(boxes.get(0).angle()).isCloseTo(Math.atan(0.2), within(0.02));
    assertThat(boxes.get(0).score()).isCloseTo(0.9, within(0.001));
  }

  @Test
  void aStandingLineStandsAndSpecksAreNothing() {
    float[] map = new float[100 * 100];
    fill(map, 40, 10, 48, 90);
    fill(map, 80, 80, 82, 82);

    List<TextBox> boxes = new BoxFinder(map, 100, 100).boxes();

    assertThat(boxes).hasSize(1);
    assertThat(boxes.get(0).height()).isGreaterThan(3 * boxes.get(0).length());
    assertThat(boxes.get(0).angle()).isCloseTo(0, within(0.001));
  }

  private static void fill(float[] map, int left, int top, int right, int bottom) {
    int width = map.length % 100 == 0 && map.length <= 10_000 ? 100 : 200;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        map[y * width + x] = 0.9f;
      }
    }
  }
}
