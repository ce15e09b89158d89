package org.sanwei.routes.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.routes.message.Defect;

class FaxPagesTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          all pages there                      | 1/3 2/3 3/3         | ''                | false
          the last one missing                 | 1/3 2/3             | PAGES_MISSING:2/3 | false
          one in the middle missing            | 1/3 3/3             | PAGES_MISSING:2/3 | false
          one missing, and nobody counted      | 1/0 3/0             | PAGES_MISSING:2/3 | false
          the first one missing                | 2/3 3/3             | PAGES_MISSING:2/3 | true
          only the last one came               | 3/3                 | PAGES_MISSING:1/3 | true
          a page twice and none missing        | 1/2 2/2 2/2         | PAGES_TWICE       | false
          a page twice in place of another     | 1/3 2/3 2/3         | PAGES_MISSING:2/3 PAGES_TWICE | false
          files in another order               | 3/3 1/3 2/3         | ''                | false
          two faxes in one file                | 1/2 2/2 1/1         | ''                | false
          two of as many pages                 | 1/2 2/2 1/2 2/2     | ''                | false
          two of one page each                 | 1/1 1/1             | ''                | false
          two of one page, uncounted           | 1/0 1/0             | ''                | false
          the second one is not whole          | 1/2 2/2 1/3 2/3     | PAGES_MISSING:2/3 | false
          a page whose number cannot be read   | 1/3 0/0 3/3         | ''                | false
          a first page that cannot be read     | 0/0 2/2             | ''                | false
          no numbers at all                    | 0/0 0/0             | ''                | false
          a number beyond the count is none    | 7/1                 | ''                | false
          nothing                              | -                   | ''                | false
          """)
  void countsWhatTheMachinesPrinted(String why, String pages, String codes, boolean firstMissing) {
    FaxPages faxes = new FaxPages();
    for (String page : pages == null ? List.<String>of() : List.of(pages.split(" "))) {
      int slash = page.indexOf('/');
      faxes.add(
          Integer.parseInt(page.substring(0, slash)),
          Integer.parseInt(page, slash + 1, page.length(), 10));
    }

    assertThat(faxes.defects().stream().map(Defect::code).collect(Collectors.joining(" ")))
        .as(why)
        .isEqualTo(codes);
    assertThat(faxes.firstMissing()).as(why).isEqualTo(firstMissing);
  }
}
