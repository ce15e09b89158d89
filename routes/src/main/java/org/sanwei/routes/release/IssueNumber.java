package org.sanwei.routes.release;

/** 期号: the number a bulletin gets when it is signed, per unit and year, from 1, without gaps. */
public record IssueNumber(int year, int number) {
  public IssueNumber {
    if (year < 2000 || year > 9999 || number < 1) {
      throw new IllegalArgumentException("an issue number is a year and a number from 1");
    }
  }

  /** As printed on the bulletin. */
  public String chinese() {
    return "〔" + year + "〕第" + number + "期";
  }
}
