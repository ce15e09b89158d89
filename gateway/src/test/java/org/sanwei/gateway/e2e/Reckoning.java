package org.sanwei.gateway.e2e;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Part;
import org.sanwei.routes.message.Dossier;

/**
 * Where the messages of a flood lie, counted by their numbers.
 *
 * @param messages how many there were
 * @param items how many arrivals hold one of them
 * @param lost in none of the places where they belong
 * @param doubled more than once in their place
 * @param astray in another place, or with a number that was never sent
 */
record Reckoning(int messages, int items, int lost, int doubled, int astray) {

  /** Looks into the register and onto the line. */
  static Reckoning of(Office office, int messages) throws JMSException, IOException {
    int[] there = new int[messages];
    int items = 0;
    int astray = 0;
    for (Map.Entry<String, List<String>> item : new Register(office).openTexts().entrySet()) {
      Set<Integer> serials = new TreeSet<>();
      item.getValue().forEach(text -> Serial.in(text, serials::add));
      items++;
      astray += counted(serials, Outcome.OPEN, there);
    }
    for (Dossier dossier : new CipherLine(office).dossiers(Office.OFFICER_A, CipherLine.DEFAULT)) {
      Set<Integer> serials = new TreeSet<>();
      for (Part part : dossier.parts()) {
        Serial.in(part.text(), serials::add);
      }
      items++;
      astray += counted(serials, dossier.verdict().outcome(), there);
    }
    int lost = 0;
    int doubled = 0;
    for (int times : there) {
      lost += times == 0 ? 1 : 0;
      doubled += times > 1 ? 1 : 0;
    }
    return new Reckoning(messages, items, lost, doubled, astray);
  }

  /** How many of an item's numbers do not belong where it is; one without a number is one. */
  private static int counted(Set<Integer> serials, Outcome outcome, int[] there) {
    int astray = serials.size() == 1 ? 0 : 1;
    for (int serial : serials) {
      if (serial < there.length && Serial.expected(serial) == outcome) {
        there[serial]++;
      } else {
        astray++;
      }
    }
    return astray;
  }

  /** Whether all is as it must be; so many may be there twice. */
  boolean clean(long unanswered) {
    return lost == 0 && astray == 0 && doubled <= unanswered;
  }
}
